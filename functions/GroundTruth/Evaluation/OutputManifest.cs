namespace GroundTruth.Evaluation;

/// <summary>
/// The output manifest of a labelling job, as far as an evaluation needs it. Of two lines about the same object the later one counts.
/// </summary>
public sealed class OutputManifest
{
    private readonly Dictionary<string, LabelledItem> items = new(StringComparer.Ordinal);

    private OutputManifest()
    {
    }

    /// <summary>Objects by the key that tells them apart, in the order of the file.</summary>
    public IReadOnlyDictionary<string, LabelledItem> Items => items;

    /// <summary>Lines that took the place of an earlier one.</summary>
    public long Duplicates { get; private set; }

    public UnreadableLines Unreadable { get; } = new();

    /// <param name="file">JSON Lines, read once from beginning to end; only what is said here is kept of it.</param>
    /// <param name="key">The key that tells objects apart.</param>
    /// <param name="labelAttribute">The key under which the job wrote its labels.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<OutputManifest> ReadAsync(Stream file, string key, string labelAttribute, CancellationToken cancellationToken)
    {
        var manifest = new OutputManifest();
        var form = new JobLine(key, labelAttribute);
        await manifest.Unreadable.CollectAsync(file, line => manifest.Take(form.KeyOf(line), form.ItemOf(line)), cancellationToken);
        return manifest;
    }

    private void Take(string key, LabelledItem item)
    {
        if (!items.TryAdd(key, item))
        {
            items[key] = item;
            Duplicates++;
        }
    }
}
