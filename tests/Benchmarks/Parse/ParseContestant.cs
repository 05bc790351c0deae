using System.Diagnostics;
using Benchmarks.Measuring;

namespace Benchmarks.Parse;

/// <summary>One that parses a source in memory, on one thread of this process.</summary>
/// <param name="name">Its name in the contest.</param>
/// <param name="source">What it parses.</param>
/// <param name="parse">Its way to do it.</param>
internal sealed class ParseContestant(string name, byte[] source, Func<byte[], TagOutput, ParsedFile> parse)
{
    /// <summary>Code is compiled a second and a third time while it runs: before that is over, the compiler is what is measured.</summary>
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(3);

    /// <summary>The least time that is measured.</summary>
    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(0.7);

    private readonly TagOutput output = new();

    public string Name => name;

    public long Tags { get; private set; }

    public void Prepare()
    {
        Tags = parse(source, output).Tags;
        Run(WarmUp);
    }

    /// <summary>Parses the beginning of the source for a comparison.</summary>
    public ReadOnlyMemory<byte> TagsOf(byte[] beginning)
    {
        var all = new TagOutput(keepsAll: true);
        parse(beginning, all);
        return all.Buffer.WrittenMemory;
    }

    public Contestant ToContestant() => new(name, _ => Task.Run(Measure));

    /// <summary>
    /// In seconds of the processor: one thread's, and what the compiler and the garbage collector take beside it. So whatever else the
    /// machine is busy with does not count.
    /// </summary>
    private Measurement Measure()
    {
        var processorBefore = Environment.CpuUsage.TotalTime;
        var (passes, elapsed, last) = Run(Turn);
        var seconds = (Environment.CpuUsage.TotalTime - processorBefore).TotalSeconds;
        if (last.Tags != Tags)
            throw new InvalidDataException($"'{name}' found {last.Tags} tags, and before {Tags}.");

        var megabytes = passes * (source.Length / 1e6);
        var figures = new Dictionary<string, double>(StringComparer.Ordinal) { ["MB/s by the clock"] = megabytes / elapsed };
        if (last.Tags > 0)
            figures["bytes allocated/record"] = (double)last.AllocatedBytes / last.Records;

        return new Measurement(seconds, megabytes, figures);
    }

    private (int Passes, double Elapsed, ParsedFile Last) Run(TimeSpan atLeast)
    {
        var time = Stopwatch.StartNew();
        var (passes, last) = (0, default(ParsedFile));
        for (; passes == 0 || time.Elapsed < atLeast; passes++)
            last = parse(source, output);

        return (passes, time.Elapsed.TotalSeconds, last);
    }
}
