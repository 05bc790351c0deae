using System.Text.Json;
using GroundTruth.Files;

namespace GroundTruth.Evaluation;

/// <summary>A line that could not be read.</summary>
/// <param name="Line">Its number in the file, from 1; in a CSV file that of the row, as spreadsheet programs count.</param>
/// <param name="Reason">Why, as a sentence.</param>
public sealed record UnreadableLine(long Line, string Reason);

/// <summary>Lines of a file that could not be read. All are counted; the first thousand are listed, since what comes after is like them.</summary>
public sealed class UnreadableLines
{
    private const int MaxListed = 1_000;

    private readonly List<UnreadableLine> first = [];

    public long Count { get; private set; }

    public IReadOnlyList<UnreadableLine> First => first;

    /// <param name="line">The line's number.</param>
    /// <param name="flaw">A sentence without capital and full stop.</param>
    internal void Add(long line, string flaw)
    {
        Count++;
        if (first.Count < MaxListed)
            first.Add(new UnreadableLine(line, $"{char.ToUpperInvariant(flaw[0])}{flaw[1..]}."));
    }

    /// <summary>Reads a JSON Lines file to its end, and adds the lines that cannot be used.</summary>
    /// <param name="file">The file from its beginning.</param>
    /// <param name="take">Gets each line's object. It throws a <see cref="FormatException"/> for one that it cannot use, with the flaw.</param>
    /// <param name="cancellationToken">Gives up.</param>
    internal async Task CollectAsync(Stream file, Action<JsonElement> take, CancellationToken cancellationToken)
    {
        var lines = JsonLines.ReadAsync<(long Number, string? Flaw)>(file, Take, (number, flaw) => (number, flaw), cancellationToken);
        await foreach (var (number, flaw) in lines)
        {
            if (flaw is not null)
                Add(number, flaw);
        }

        (long Number, string? Flaw) Take(long number, JsonElement line)
        {
            take(line);
            return (number, null);
        }
    }
}
