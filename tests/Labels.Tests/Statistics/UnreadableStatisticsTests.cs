using System.Buffers.Binary;
using System.IO.Compression;
using Labels.Statistics;

namespace LabelsTests.Statistics;

public sealed class UnreadableStatisticsTests
{
    private const int HeaderLength = 5;

    /// <summary>
    /// 257 numbers of images, then two empty histograms and four halves of sums, another histogram and sum, no names, no versions.
    /// </summary>
    private static readonly byte[] Nothing = new byte[257 + 2 + 4 + 1 + 2 + 1 + 1];

    [Fact]
    public void What_is_packed_by_hand_is_read() => Assert.Equal(0, LabelStatistics.FromBytes(Packed(Nothing)).ToReport().Images);

    [Theory]
    [InlineData("")]
    [InlineData("01")]
    [InlineData("0100000000")]
    [InlineData("02000000000B")]
    [InlineData("01FFFFFFFF3B")]
    [InlineData("01FFFFFF7F3B")]
    [InlineData("010000000206")]
    public void Bytes_that_are_no_statistics_are_refused(string hex) =>
        Assert.Throws<UnreadableStatistics>(() => LabelStatistics.FromBytes(Convert.FromHexString(hex)));

    [Fact]
    public async Task Wherever_it_ends_too_early_it_is_refused()
    {
        var bytes = (await LabelFileStatistics.OfAsync(new GeneratedFile(10).Text(20))).ToBytes();

        for (var length = 0; length < bytes.Length; length++)
            Assert.Throws<UnreadableStatistics>(() => LabelStatistics.FromBytes(bytes.AsSpan(0, length)));

        Assert.Throws<UnreadableStatistics>(() => LabelStatistics.FromBytes([.. bytes, 0]));
    }

    [Fact]
    public async Task Whatever_is_changed_it_is_refused_or_can_be_used()
    {
        var content = Unpacked((await LabelFileStatistics.OfAsync(new GeneratedFile(11).Text(40))).ToBytes());
        var random = new Random(11);
        var refused = 0;
        for (var change = 0; change < 5_000; change++)
        {
            var changed = content.ToArray();
            changed[random.Next(changed.Length)] = (byte)random.Next(256);
            try
            {
                var statistics = LabelStatistics.FromBytes(Packed(changed));
                statistics.Merge(statistics);
                statistics.ToReport();
                LabelStatistics.FromBytes(statistics.ToBytes());
            }
            catch (UnreadableStatistics)
            {
                refused++;
            }
        }

        Assert.InRange(refused, 100, 4_999);
    }

    [Fact]
    public void Content_that_is_shorter_or_longer_than_it_says_is_refused()
    {
        Assert.Throws<UnreadableStatistics>(() => LabelStatistics.FromBytes(Packed(Nothing, Nothing.Length - 1)));
        Assert.Throws<UnreadableStatistics>(() => LabelStatistics.FromBytes(Packed(Nothing, Nothing.Length + 1)));
        Assert.Throws<UnreadableStatistics>(() => LabelStatistics.FromBytes(Packed([.. Nothing, 0])));
    }

    [Fact]
    public void Little_that_unpacks_to_much_is_refused() =>
        Assert.Throws<UnreadableStatistics>(() => LabelStatistics.FromBytes(Packed(new byte[64 * 1024 * 1024])));

    [Theory]
    [InlineData(257, "010001", "a histogram of an image that is not there")]
    [InlineData(261, "01", "a sum of nothing")]
    [InlineData(266, "01016101000000", "a label that is not there")]
    [InlineData(266, "0101FF000000", "a name that is not UTF-8")]
    [InlineData(266, "02016200000001610000000000", "names out of order")]
    [InlineData(266, "020161000000000161000000000", "a name twice")]
    [InlineData(266, "01810200", "a name too long")]
    [InlineData(266, "818004", "too many names")]
    [InlineData(0, "FFFFFFFFFFFFFFFFFF02", "a number of more than 64 bits")]
    [InlineData(0, "FFFFFFFFFFFFFFFFFF01", "more images than can be")]
    public void Content_that_cannot_be_is_refused(int at, string hex, string what)
    {
        byte[] content = [.. Nothing[..at], .. Convert.FromHexString(hex.PadRight(hex.Length + (hex.Length % 2), '0')), .. Nothing[at..]];

        Assert.True(Record.Exception(() => LabelStatistics.FromBytes(Packed(content))) is UnreadableStatistics, what);
    }

    private static byte[] Packed(byte[] content, int? length = null)
    {
        var packed = new byte[HeaderLength + BrotliEncoder.GetMaxCompressedLength(content.Length)];
        packed[0] = 1;
        BinaryPrimitives.WriteInt32LittleEndian(packed.AsSpan(1), length ?? content.Length);
        Assert.True(BrotliEncoder.TryCompress(content, packed.AsSpan(HeaderLength), out var written));
        return packed[..(HeaderLength + written)];
    }

    private static byte[] Unpacked(byte[] packed)
    {
        var content = new byte[BinaryPrimitives.ReadInt32LittleEndian(packed.AsSpan(1))];
        Assert.True(BrotliDecoder.TryDecompress(packed.AsSpan(HeaderLength), content, out _));
        return content;
    }
}
