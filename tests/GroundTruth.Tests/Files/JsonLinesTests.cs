using System.Text;
using System.Text.Json;
using GroundTruth.Files;
using Labels.Lines;

namespace GroundTruthTests.Files;

/// <summary>Every line that is not blank comes once, as an object or with what is wrong with it.</summary>
public sealed class JsonLinesTests
{
    [Theory]
    [InlineData("")]
    [InlineData("\n\n\n")]
    [InlineData("{}", "1:{}")]
    [InlineData("{}\n{\"a\":1}\n", "1:{}", "2:{\"a\":1}")]
    [InlineData("\uFEFF{}\r\n\n \t\r\n {}", "1:{}", "4:{}")]
    [InlineData("\uFEFF\n{}", "2:{}")]
    [InlineData("{\n{}", "1: the line is not JSON from byte 2 on", "2:{}")]
    [InlineData("{} {}\n{}", "1: the line is not JSON from byte 4 on", "2:{}")]
    [InlineData("[{}]\n{}", "1: the line is not a JSON object", "2:{}")]
    [InlineData("{}\r{}", "1: the line is not JSON from byte 4 on")]
    public async Task Lines_have_numbers_as_an_editor_shows_them(string file, params string[] lines) =>
        Assert.Equal(lines, await ReadAsync(Encoding.UTF8.GetBytes(file), line => line.GetRawText()));

    [Fact]
    public async Task Text_that_is_not_Unicode_spoils_its_line_alone()
    {
        byte[] file = [.. Encoding.Latin1.GetBytes("{\"a\":\"ö\"}\n"), .. "{\"a\":\"\\ud800\"}\n{\"a\":\"ö\"}"u8];

        Assert.Equal(
            ["1: the line holds text that is not Unicode", "2: the line holds text that is not Unicode", "3:ö"],
            await ReadAsync(file, line => line.GetProperty("a").GetString()!));
    }

    [Fact]
    public async Task A_reader_may_refuse_a_line() =>
        Assert.Equal(["1: not today", "2: not today"], await ReadAsync("{}\n{}"u8.ToArray(), _ => throw new FormatException("not today")));

    [Theory]
    [InlineData("\n{}", "3:{}")]
    [InlineData("")]
    public async Task A_line_that_is_too_long_is_passed_over(string end, params string[] after)
    {
        var tooLong = "{}\n" + new string('x', Line.MaxLength + 1) + end;

        Assert.Equal(
            ["1:{}", $"2: the line has {Line.MaxLength + 1} bytes; {Line.MaxLength} are read", .. after],
            await ReadAsync(Encoding.ASCII.GetBytes(tooLong), line => line.GetRawText()));
    }

    private static async Task<List<string>> ReadAsync(byte[] file, Func<JsonElement, string> read)
    {
        var lines = new List<string>();
        await foreach (var line in JsonLines.ReadAsync(
            new MemoryStream(file), (number, line) => $"{number}:{read(line)}", (number, flaw) => $"{number}: {flaw}", TestContext.Current.CancellationToken))
        {
            lines.Add(line);
        }

        return lines;
    }
}
