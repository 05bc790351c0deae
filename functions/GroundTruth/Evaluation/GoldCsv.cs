using CsvHelper;
using GroundTruth.Annotations;
using Hosting.Settings;

namespace GroundTruth.Evaluation;

/// <summary>A gold standard as a CSV file: a header with the key's name and <c>label</c>, in any order, other columns beside them.</summary>
internal sealed class GoldCsv(string key, Action<string, Label> take, UnreadableLines unreadable)
{
    private const string LabelColumn = "label";

    /// <summary>A quotation mark that is never closed would make one row of the rest of the file.</summary>
    private const int MaxRowBytes = 1024 * 1024;

    /// <exception cref="InvalidSettings">A column is missing, or a row does not end.</exception>
    public async Task ReadAsync(Stream file, CancellationToken cancellationToken)
    {
        await using var csv = CsvReader.Create(file, new CsvReaderOptions
        {
            Separator = ',',
            TrimWhitespace = true,
            TrackLineNumbers = true,
            PoolStrings = true,
            MaxRecordSize = MaxRowBytes,
            MalformedData = CsvMalformedDataHandling.Skip,
            OnMalformedRecord = row => unreadable.Add(row.LineNumber, ReasonOf(row)),
        });
        try
        {
            await ReadAsync(csv, cancellationToken);
        }
        catch (CsvFormatException e)
        {
            throw new InvalidSettings($"The gold standard cannot be read on from line {e.LineNumber}: {e.Message}");
        }
    }

    private async Task ReadAsync(CsvReader csv, CancellationToken cancellationToken)
    {
        await csv.ReadHeaderAsync(cancellationToken);
        var keyColumn = ColumnOf(key, csv);
        var labelColumn = ColumnOf(LabelColumn, csv);
        while (await csv.ReadAsync(cancellationToken))
        {
            if (Unusable(csv, keyColumn, labelColumn) is { } reason)
                unreadable.Add(csv.LineNumber, reason);
        }
    }

    private string? Unusable(CsvReader row, int keyColumn, int labelColumn)
    {
        if (row.FieldCount != row.Headers.Count)
            return $"The row has {row.FieldCount} fields; the header has {row.Headers.Count}.";

        if (row.GetString(keyColumn) is not { Length: > 0 } item)
            return $"There is no text under '{key}'.";

        try
        {
            take(item, GoldLine.LabelOf(row.GetString(labelColumn)));
            return null;
        }
        catch (FormatException e)
        {
            return e.Message;
        }
    }

    private static string ReasonOf(CsvMalformedRecord row) => row.Reason == CsvMalformedReason.UnterminatedQuote
        ? "A quotation mark is opened here and never closed: the rest of the file is not read."
        : "A quotation mark stands where none may stand.";

    private static int ColumnOf(string name, CsvReader csv) =>
        csv.TryGetFieldIndex(name, out var column)
            ? column
            : throw new InvalidSettings($"The gold standard has no column '{name}'. Its header is: {string.Join(", ", csv.Headers)}.");
}
