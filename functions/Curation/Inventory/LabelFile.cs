using Catalog.Inventory;
using Hosting.Storage;

namespace Curation.Inventory;

/// <summary>All labels and odd tags of an inventory as CSV.</summary>
internal sealed class LabelFile(TemporaryFile file) : IDisposable
{
    private readonly SpreadsheetFile lines = new(file, Columns());

    public void Write(LabelCount label, LabelVerdict verdict)
    {
        lines.Add(label.Provider);
        lines.Add(label.Kind == TagKind.Label ? "label" : LabelVerdict.Name(label.Kind));
        lines.Add(label.Name);
        lines.Add(label.Tags);
        lines.Add(label.Images);
        lines.Add(verdict.Category);
        lines.Add(verdict.IsReviewed ? "yes" : "no");
        lines.Add(verdict.Rule);
        lines.Add(Math.Round((decimal)(label.Tags - label.AccurateTags) / label.Tags, 4));
        lines.Add(label.SurfacingTags);
        lines.Add(label.SurfacingImages);
        lines.Add(label.LeastAccuracy);
        lines.Add(label.MostAccuracy);
        lines.Add(label.WithoutAccuracy);
        lines.Add(label.UnreadableAccuracy);
        lines.Add(label.TextAccuracy);
        foreach (var tags in label.Accuracies)
            lines.Add(tags);

        lines.Add(string.Join(' ', label.Examples));
        lines.EndRecord();
    }

    public void Dispose() => lines.Dispose();

    private static IEnumerable<string> Columns()
    {
        string[] first =
        [
            "provider", "kind", "name", "tags", "images", "category", "reviewed", "rule", "below_accuracy_share", "would_show_tags",
            "would_show_images", "least_accuracy", "most_accuracy", "without_accuracy", "unreadable_accuracy", "text_accuracy",
        ];
        var buckets = Enumerable.Range(0, LabelCounter.Buckets)
            .Select(bucket => $"accuracy_from_{SpreadsheetFile.Text((decimal)bucket / LabelCounter.Buckets)}");
        return [.. first, .. buckets, "examples"];
    }
}
