using System.Buffers;
using System.IO.Pipelines;
using GroundTruth.Annotations;
using Hosting.Settings;

namespace GroundTruth.Evaluation;

/// <summary>
/// What is right, by object: a CSV file with a header, or JSON Lines (told by a first character <c>{</c>) with the label under
/// <c>label</c> or where a labelling job writes it. Of two labels for the same object the later one counts.
/// </summary>
public sealed class GoldStandard
{
    private static readonly SearchValues<byte> BlanksAndByteOrderMark = SearchValues.Create(" \t\r\n\uFEFF"u8);

    private readonly Dictionary<string, Label> labels = new(StringComparer.Ordinal);

    private GoldStandard()
    {
    }

    public IReadOnlyDictionary<string, Label> Labels => labels;

    /// <summary>Lines that took the place of an earlier one.</summary>
    public long Duplicates { get; private set; }

    public UnreadableLines Unreadable { get; } = new();

    /// <param name="file">Read once from beginning to end.</param>
    /// <param name="key">The key that tells objects apart: a column of the CSV file, or a key of each JSON object.</param>
    /// <param name="labelAttribute">Where a labelling job writes its label.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="InvalidSettings">The file as a whole cannot be meant: it is empty, lacks a column, or has a quotation mark that stays open.</exception>
    public static async Task<GoldStandard> ReadAsync(Stream file, string key, string labelAttribute, CancellationToken cancellationToken)
    {
        var gold = new GoldStandard();
        var pipe = PipeReader.Create(file);
        var isJson = await StartsWithBraceAsync(pipe, cancellationToken);
        await using var whole = pipe.AsStream();
        if (isJson)
        {
            var form = new JobLine(key, labelAttribute);
            await gold.Unreadable.CollectAsync(whole, line => gold.Take(form.KeyOf(line), GoldLine.LabelOf(line, form)), cancellationToken);
        }
        else
        {
            await GoldSheet.ReadAsync(whole, key, gold.Take, gold.Unreadable, cancellationToken);
        }

        return gold;
    }

    private void Take(string key, Label label)
    {
        if (!labels.TryAdd(key, label))
        {
            labels[key] = label;
            Duplicates++;
        }
    }

    private static async Task<bool> StartsWithBraceAsync(PipeReader pipe, CancellationToken cancellationToken)
    {
        while (true)
        {
            var read = await pipe.ReadAsync(cancellationToken);
            foreach (var segment in read.Buffer)
            {
                var first = segment.Span.IndexOfAnyExcept(BlanksAndByteOrderMark);
                if (first < 0)
                    continue;

                var isBrace = segment.Span[first] == (byte)'{';
                pipe.AdvanceTo(read.Buffer.Start);
                return isBrace;
            }

            if (read.IsCompleted)
                throw new InvalidSettings("The gold standard is empty.");

            pipe.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }
}
