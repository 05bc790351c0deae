using Benchmarks.Measuring;
using Local.Processes;

namespace Benchmarks.Parse;

/// <summary>From the bytes of a label file to the bytes of its tags, on one core.</summary>
internal static class ParseBenchmark
{
    private const string Title = "Parse, by the time of one core";
    private const string Ours = "ours";
    private const string Python = "Python json";
    private const int ComparedBytes = 10_000_000;
    private const int PythonBytes = 60_000_000;

    public static async Task<BenchmarkResult> RunAsync(BenchmarkOptions options, CancellationToken cancellationToken)
    {
        var path = await LabelFile.GetAsync(options, options.ParseMegabytes, cancellationToken);
        var source = await File.ReadAllBytesAsync(path, cancellationToken);
        List<ParseContestant> parsers =
        [
            new(Ours, source, Synchronous(new PipelineParser(withStatistics: false))),
            new("ours, with statistics", source, Synchronous(new PipelineParser(withStatistics: true))),
            new("JsonDocument", source, DocumentParser.Parse),
            new("plain objects", source, ObjectParser.Parse),
        ];
        var counting = new ParseContestant("counting newlines", source, CountLines);

        options.Progress("Parse: comparing what the contestants make of the same records, and warming up");
        RequireAgreement(parsers, Beginning(source, ComparedBytes));
        foreach (var parser in parsers.Append(counting))
            parser.Prepare();

        RequireSameCount(parsers);
        List<Contestant> contestants = [.. parsers.Select(parser => parser.ToContestant()), counting.ToContestant()];
        if (Executable.Find("python3") is null)
            options.Progress("Parse: without Python, which is not installed");
        else
            contestants.Add(new Contestant(Python, PythonOn(path, Beginning(source, PythonBytes)).MeasureAsync));

        var contest = await Contest.RunAsync(Title, "MB", contestants, options.Rounds, options.Progress, cancellationToken);
        return new BenchmarkResult([contest], [.. Marks(contest)]);
    }

    private static IEnumerable<Mark> Marks(ContestResult contest)
    {
        yield return new Mark("Parse, MB/s on one core", contest[Ours].MedianRate, AtLeast: 600);
        yield return new Mark("Parse, bytes allocated for a record", contest[Ours].MedianFigures["bytes allocated/record"], AtMost: 0);
        if (contest.Contestants.Any(contestant => contestant.Name == Python))
            yield return new Mark("Parse, times as fast as Python's json", contest.Ratio(Ours, Python), AtLeast: 8);
    }

    private static Func<byte[], TagOutput, ParsedFile> Synchronous(PipelineParser parser) =>
        (source, output) => parser.ParseAsync(source, output).GetAwaiter().GetResult();

    private static ParsedFile CountLines(byte[] source, TagOutput output) =>
        new(source.AsSpan().Count((byte)'\n'), Tags: 0, AllocatedBytes: 0);

    private static PythonParser PythonOn(string path, byte[] beginning) =>
        new(path, beginning.Length, DocumentParser.Parse(beginning, new TagOutput()).Tags);

    private static byte[] Beginning(byte[] source, int bytes) =>
        source[..(source.AsSpan(0, Math.Min(bytes, source.Length)).LastIndexOf((byte)'\n') + 1)];

    private static void RequireAgreement(List<ParseContestant> parsers, byte[] beginning)
    {
        var expected = parsers[0].TagsOf(beginning);
        foreach (var parser in parsers.Skip(1))
            Agreement.Require(parser.Name, parser.TagsOf(beginning), expected);
    }

    private static void RequireSameCount(List<ParseContestant> parsers)
    {
        if (parsers.Find(parser => parser.Tags != parsers[0].Tags) is { } odd)
            throw new InvalidDataException($"'{odd.Name}' found {odd.Tags} tags, '{parsers[0].Name}' {parsers[0].Tags}.");
    }
}
