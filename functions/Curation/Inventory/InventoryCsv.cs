using System.Globalization;
using Catalog.Inventory;
using CsvHelper;
using Hosting.Storage;

namespace Curation.Inventory;

/// <summary>All labels of an inventory as CSV, for spreadsheets and scripts.</summary>
internal sealed class InventoryCsv : IDisposable
{
    private readonly TemporaryFile file;
    private readonly MemoryStream line = new();
    private readonly CsvWriter writer;

    public InventoryCsv(TemporaryFile file)
    {
        this.file = file;
        writer = CsvWriter.Create(
            line,
            new CsvWriterOptions { HasHeader = false, Injection = CsvInjection.Escape, InjectionCharacters = "=@+-\t\r\n" },
            leaveOpen: true);
        foreach (var column in Columns())
            writer.WriteField(column);

        EndRecord();
    }

    /// <summary>
    /// Names may be anything. One that a spreadsheet would take for a formula gets an apostrophe in front, and so does one that has an
    /// apostrophe there: whoever takes off the first apostrophe has the name again.
    /// </summary>
    public void Write(LabelCount label, LabelVerdict verdict)
    {
        writer.WriteField(label.Provider);
        writer.WriteField(label.Kind == TagKind.Label ? "label" : LabelVerdict.Name(label.Kind));
        writer.WriteField(label.Name.StartsWith('\'') ? $"'{label.Name}" : label.Name);
        writer.WriteField(label.Tags);
        writer.WriteField(label.Images);
        writer.WriteField(verdict.Category);
        writer.WriteField(verdict.IsReviewed ? "yes" : "no");
        writer.WriteField(verdict.Rule);
        writer.WriteField(Share(label.Tags - label.AccurateTags, label.Tags));
        writer.WriteField(label.SurfacingTags);
        writer.WriteField(label.SurfacingImages);
        writer.WriteField(Number(label.LeastAccuracy));
        writer.WriteField(Number(label.MostAccuracy));
        writer.WriteField(label.WithoutAccuracy);
        writer.WriteField(label.UnreadableAccuracy);
        writer.WriteField(label.TextAccuracy);
        foreach (var tags in label.Accuracies)
            writer.WriteField(tags);

        writer.WriteField(string.Join(' ', label.Examples));
        EndRecord();
    }

    public void Dispose() => writer.Dispose();

    private static IEnumerable<string> Columns()
    {
        string[] first =
        [
            "provider", "kind", "name", "tags", "images", "category", "reviewed", "rule", "below_accuracy_share", "would_show_tags",
            "would_show_images", "least_accuracy", "most_accuracy", "without_accuracy", "unreadable_accuracy", "text_accuracy",
        ];
        var buckets = Enumerable.Range(0, LabelCounter.Buckets).Select(bucket => $"accuracy_from_{Number((decimal)bucket / LabelCounter.Buckets)}");
        return [.. first, .. buckets, "examples"];
    }

    private static string Share(long part, long whole) => Number(Math.Round((decimal)part / whole, 4));

    private static string Number(decimal? number) => number?.ToString("0.################", CultureInfo.InvariantCulture) ?? "";

    private void EndRecord()
    {
        writer.EndRecord();
        writer.Flush();
        file.Write(line.GetBuffer().AsSpan(0, (int)line.Length));
        line.SetLength(0);
    }
}
