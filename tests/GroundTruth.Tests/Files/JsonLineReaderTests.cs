using System.Text;
using GroundTruth.Files;

namespace GroundTruthTests.Files;

/// <summary>Lines are found wherever the stream is cut, and none that is too long is held.</summary>
public sealed class JsonLineReaderTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("a", "1:a")]
    [InlineData("a\nb\n", "1:a 2:b")]
    [InlineData("\uFEFFa\r\n\n \t\r\nb", "1:a\r 4:b")]
    [InlineData("\uFEFF\nb", "2:b")]
    [InlineData("\n\n\n", "")]
    public async Task Each_line_comes_once_with_its_number_however_the_stream_is_cut(string file, string lines)
    {
        foreach (var step in new[] { 1, 2, 3, 1000 })
            Assert.Equal(lines, string.Join(' ', await LinesAsync(new Slow(Encoding.UTF8.GetBytes(file), step))));
    }

    [Theory]
    [InlineData(JsonLineReader.MaxLength, "\n", false)]
    [InlineData(JsonLineReader.MaxLength + 1, "\n", true)]
    [InlineData(JsonLineReader.MaxLength + 1, "", true)]
    [InlineData((3 * JsonLineReader.MaxLength) + 7, "\n", true)]
    [InlineData((3 * JsonLineReader.MaxLength) + 7, "", true)]
    public async Task A_line_that_is_too_long_is_passed_over(int length, string end, bool isTooLong)
    {
        var file = Encoding.ASCII.GetBytes("a\n" + new string('x', length) + end + (end.Length > 0 ? "b" : ""));
        var found = new List<(long Number, int Length, bool IsTooLong)>();

        await foreach (var line in JsonLineReader.ReadAsync(new MemoryStream(file), TestContext.Current.CancellationToken))
            found.Add((line.Number, line.Text.Length, line.IsTooLong));

        Assert.Equal((2, isTooLong ? 0 : length, isTooLong), found[1]);
        Assert.Equal(end.Length > 0 ? [(1, 1, false), found[1], (3, 1, false)] : [(1, 1, false), found[1]], found);
    }

    private static async Task<List<string>> LinesAsync(Stream content)
    {
        var lines = new List<string>();
        await foreach (var line in JsonLineReader.ReadAsync(content, TestContext.Current.CancellationToken))
            lines.Add($"{line.Number}:{Encoding.UTF8.GetString(line.Text.Span)}");

        return lines;
    }

    /// <summary>Gives a few bytes at a time.</summary>
    private sealed class Slow(byte[] content, int step) : MemoryStream(content)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(step, buffer.Length)], cancellationToken);
    }
}
