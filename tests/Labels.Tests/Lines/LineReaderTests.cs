using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Labels.Lines;

namespace LabelsTests.Lines;

public sealed class LineReaderTests
{
    [Fact]
    public void Any_shard_size_gives_the_same_lines_as_one_pass() =>
        Prop.ForAll(
            Files().ToArbitrary(),
            Gen.Choose(1, 300).ToArbitrary(),
            async (LabelFile file, int shardBytes) => Assert.Equal(file.Lines(), await file.LinesOfShardsAsync(shardBytes, seed: shardBytes)))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(13)]
    [InlineData(1000)]
    public async Task A_line_that_spans_shards_is_read_once(int shardBytes)
    {
        var file = LabelFile.Of("{\"one\": 1}\r\n{\"two\": 2}\r\n\n{\"drei\": \"ß€😀\"}\n{\"four\": 4}");

        Assert.Equal(file.Lines(), await file.LinesOfShardsAsync(shardBytes));
    }

    [Fact]
    public async Task An_empty_file_has_no_shard_and_a_file_of_line_feeds_only_blank_lines()
    {
        Assert.Equal(0, ByteRange.ShardCount(0, 64));

        var lines = await LabelFile.Of("\n\n\n").LinesOfShardsAsync(1);

        Assert.Equal([new(0, ""), new(1, ""), new(2, "")], lines);
    }

    [Fact]
    public async Task A_reader_that_resumes_goes_on_after_the_last_line_that_was_taken()
    {
        var file = LabelFile.Of("first\nsecond\nthird\nfourth\nfifth");
        var range = new ByteRange(2, 20);
        var taken = new List<ReadLine>();
        using (var reader = file.Open(range, resumeAt: null))
        {
            await reader.SeekFirstLineAsync(TestContext.Current.CancellationToken);
            while (taken.Count == 0 && await reader.ReadAsync(TestContext.Current.CancellationToken))
                LabelFile.Take(reader, taken, most: 1);

            using var resumed = file.Open(range, reader.NextOffset);
            await resumed.SeekFirstLineAsync(TestContext.Current.CancellationToken);
            taken.AddRange(await LabelFile.TakeAllAsync(resumed));
            Assert.Equal(26, resumed.NextOffset);
        }

        Assert.Equal([new(6, "second"), new(13, "third"), new(19, "fourth")], taken);
    }

    [Fact]
    public async Task A_shard_in_the_middle_of_a_line_reads_no_further_than_its_own_end()
    {
        var content = new byte[100_000];
        Array.Fill(content, (byte)'x');
        var stream = new TrickleStream(content.AsMemory(9), seed: 3);
        using var reader = new LineReader(stream, new ByteRange(10, 1_000));

        await reader.SeekFirstLineAsync(TestContext.Current.CancellationToken);

        Assert.False(reader.TryTake(out _));
        Assert.False(await reader.ReadAsync(TestContext.Current.CancellationToken));
        Assert.Equal(1_000, reader.NextOffset);
        Assert.InRange(stream.Position, 1, 1_064);
    }

    [Fact]
    public async Task A_line_over_the_limit_is_skipped_with_its_length_and_the_next_one_is_read()
    {
        var content = new byte[Line.MaxLength + 50];
        Array.Fill(content, (byte)'x');
        "ok\n"u8.CopyTo(content);
        content[Line.MaxLength + 20] = (byte)'\n';
        using var reader = new LineReader(new MemoryStream(content), new ByteRange(0, content.Length));

        var lines = new List<(long Offset, long Length, bool IsTooLong)>();
        do
        {
            while (reader.TryTake(out var line))
                lines.Add((line.Offset, line.Length, line.IsTooLong));
        }
        while (await reader.ReadAsync(TestContext.Current.CancellationToken));

        Assert.Equal([(0, 2, false), (3, Line.MaxLength + 17, true), (Line.MaxLength + 21, 29, false)], lines);
    }

    [Fact]
    public async Task A_line_of_exactly_the_limit_is_read_whole()
    {
        var content = new byte[Line.MaxLength];
        Array.Fill(content, (byte)'x');
        using var reader = new LineReader(new MemoryStream(content), new ByteRange(0, 10));

        var lines = await LabelFile.TakeAllAsync(reader);

        Assert.Equal(Line.MaxLength, Assert.Single(lines).Text.Length);
    }

    [Fact]
    public async Task A_byte_order_mark_is_not_part_of_the_first_record()
    {
        using var reader = new LineReader(new MemoryStream([.. "\uFEFF{}\n\uFEFF{}"u8]), new ByteRange(0, 12));
        await reader.ReadAsync(TestContext.Current.CancellationToken);

        Assert.True(reader.TryTake(out var first));
        Assert.Equal("{}", Encoding.UTF8.GetString(first.Text));
        Assert.Equal(0, first.Offset);
        Assert.Equal(5, first.Length);

        Assert.True(await reader.ReadAsync(TestContext.Current.CancellationToken));
        Assert.True(reader.TryTake(out var second));
        Assert.NotEqual("{}", Encoding.UTF8.GetString(second.Text));
    }

    private static Gen<LabelFile> Files() =>
        from bom in Gen.Frequency((9, Gen.Constant("")), (1, Gen.Constant("\uFEFF")))
        from lines in Gen.ArrayOf(Gen.OneOf(
            Gen.Constant(""),
            Gen.Constant(" \t"),
            Gen.Elements("{\"a\": 1}", "{\"name\": \"Straße\"}", "日本語", "😀", new string('x', 200)),
            Gen.ArrayOf(Gen.Elements("a", "é", "€", "𝄞", "\"", "\r")).Select(string.Concat)))
        from ending in Gen.Elements("\n", "\r\n")
        from last in Gen.Elements("", ending, "{\"cut\": ")
        select LabelFile.Of(bom + string.Join(ending, lines) + last);
}
