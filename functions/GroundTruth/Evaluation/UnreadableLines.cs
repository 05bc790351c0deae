namespace GroundTruth.Evaluation;

/// <summary>A line that could not be read.</summary>
/// <param name="Line">Its number in the file, from 1.</param>
/// <param name="Reason">Why.</param>
public sealed record UnreadableLine(long Line, string Reason);

/// <summary>Lines of a file that could not be read. All are counted; the first thousand are listed, since what comes after is like them.</summary>
public sealed class UnreadableLines
{
    private const int MaxListed = 1_000;

    private readonly List<UnreadableLine> first = [];

    public long Count { get; private set; }

    public IReadOnlyList<UnreadableLine> First => first;

    internal void Add(long line, string reason)
    {
        Count++;
        if (first.Count < MaxListed)
            first.Add(new UnreadableLine(line, reason));
    }
}
