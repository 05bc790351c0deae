using System.Globalization;
using Catalog.Inventory;
using Reports;

namespace Curation.Inventory;

/// <summary>The part of the page that is about one provider.</summary>
internal static class ProviderPart
{
    /// <summary>As many bars as can be taken in; the CSV has twice as many.</summary>
    private const int Bars = 10;

    private static readonly Column[] Columns =
    [
        Column.Text("Label"), Column.Number("Tags"), Column.Number("Images"), Column.Number("Accuracy"), Column.Number("Accurate enough"),
        Column.Number("To be shown"), Column.Text("Category"), Column.Text("Rule"), Column.Identifier("For example"),
    ];

    public static Section Of(ProviderDigest digest) => digest.Count.Labels == 0
        ? new Section(ShownName.OfProvider(digest.Count.Provider), new Paragraph("The catalog has no label of this provider."))
        : new Section(ShownName.OfProvider(digest.Count.Provider), Figures(digest), Distribution(digest), Explanation(digest), Labels(digest));

    private static KeyFigures Figures(ProviderDigest digest) => new(
        new KeyFigure(
            digest.Count.IsWithheld ? "Would be shown if not withheld" : "Shown",
            NumberText.Count(digest.Count.SurfacingTags),
            $"of {Tags(digest.Count.Tags)}, on {NumberText.Count(digest.Count.SurfacingImages)} of {NumberText.Count(digest.Count.Images)} images"),
        new KeyFigure("Of these, of labels that nobody has judged", NumberText.Count(digest.UnreviewedTags), $"{NumberText.Count(digest.UnreviewedLabels)} labels"),
        new KeyFigure("Kept back by name", NumberText.Count(digest.KeptByName), "tags: excluded or junk"),
        new KeyFigure("Kept back by accuracy", NumberText.Count(digest.KeptByAccuracy), "tags: too low, missing or unreadable"));

    private static BarList Distribution(ProviderDigest digest)
    {
        var (width, buckets) = (LabelCounter.Buckets / Bars, digest.Accuracies);
        var steps = Enumerable.Range(0, Bars)
            .Select(bar => (Name: $"{Share(bar)} to {Share(bar + 1)}", Tags: buckets.Skip(bar * width).Take(width).Sum()))
            .Append((Name: "without", Tags: digest.WithoutAccuracy))
            .Append((Name: "unreadable", Tags: digest.UnreadableAccuracy))
            .ToList();
        var most = Math.Max(1, steps.Max(step => step.Tags));
        return new BarList(
            "Tags by accuracy", "Accuracy", "Tags", [.. steps.Select(step => new Bar(step.Name, (double)step.Tags / most, NumberText.Count(step.Tags)))]);

        static string Share(int bar) => (bar / (decimal)Bars).ToString("0.0", CultureInfo.InvariantCulture);
    }

    private static Paragraph Explanation(ProviderDigest digest) => new(
        "Category: the one that the label service gives the label; \"not reviewed\" is neither one of its labels nor named by a rule, so nobody has "
        + "judged the word yet."
        + (digest.Count.Labels > digest.Shown.Count
            ? $" These are the {NumberText.Count(digest.Shown.Count)} most frequent of {NumberText.Count(digest.Count.Labels)} labels; inventory.csv has the others."
            : ""));

    private static Table Labels(ProviderDigest digest) => new(
        "Labels, the most frequent first", Columns, [.. digest.Shown.Select(shown => Row(shown.Label, shown.Verdict))]);

    private static IReadOnlyList<string> Row(LabelCount label, LabelVerdict verdict) =>
    [
        ShownName.Of(label.Name),
        NumberText.Count(label.Tags),
        NumberText.Count(label.Images),
        label.LeastAccuracy is null
            ? NumberText.None
            : $"{NumberText.Rounded(label.LeastAccuracy, 2)}–{NumberText.Rounded(label.MostAccuracy, 2)}",
        NumberText.Percent((decimal)label.AccurateTags / label.Tags, decimals: 0),
        NumberText.Count(label.SurfacingTags),
        verdict.IsReviewed ? verdict.Category : "not reviewed",
        verdict.Rule == LabelVerdict.None ? "" : verdict.Rule,
        $"{label.Examples[0]}",
    ];

    private static string Tags(long tags) => tags == 1 ? "1 tag" : $"{NumberText.Count(tags)} tags";
}
