using System.Globalization;
using Catalog.Inventory;
using Reports;

namespace Curation.Inventory;

/// <summary>An inventory as a page for those who decide whether a provider's labels may be shown.</summary>
internal static class InventoryPage
{
    public static Page Of(
        LabelInventory inventory, InventoryTotals totals, IReadOnlyList<ProviderDigest> providers, IReadOnlyList<LabelCount> odd) => new(
        "Which labels does the catalog have?",
        $"Inventory {inventory.Id} of table {inventory.Settings.Table}, begun {Time(totals.StartedAt)}: {NumberText.Count(totals.Rows)} images with "
        + $"{NumberText.Count(totals.Tags)} tags were read. Judged by version {NumberText.Count(totals.PolicyVersion)} of the policy.",
        [Summary(totals), .. providers.Select(ProviderPart.Of), OddTags(odd)]);

    private static Section Summary(InventoryTotals totals) => new(
        "In short",
        new Table(
            "What there is, and what would be shown if no provider were withheld",
            [
                Column.Text("Provider"), Column.Number("Labels"), Column.Number("Tags"), Column.Number("Images"), Column.Text("Withheld"),
                Column.Number("Tags to be shown"), Column.Number("on images"),
            ],
            [.. totals.Providers.Select(provider => (IReadOnlyList<string>)[
                provider.Provider,
                NumberText.Count(provider.Labels),
                NumberText.Count(provider.Tags),
                NumberText.Count(provider.Images),
                provider.IsWithheld ? "yes" : "no",
                NumberText.Count(provider.SurfacingTags),
                NumberText.Count(provider.SurfacingImages),
            ])]),
        new Paragraph(
            "All rules but the switch of the provider stand: excluded names, junk and the least accuracy. The file inventory.csv beside this page "
            + "has all labels, with twenty steps of accuracy and five images each. Names are compared exactly: Cat and cat are two labels here, "
            + "though a rule meets both."));

    private static Section OddTags(IReadOnlyList<LabelCount> odd) => new(
        "Odd tags",
        new Paragraph("What is no tag with a name is never shown. Whose it is can only be said of a tag that names its provider."),
        new Table(
            "Odd tags",
            [Column.Text("What"), Column.Text("Provider"), Column.Number("How many"), Column.Number("Images"), Column.Identifier("For example")],
            [.. odd.Select(label => (IReadOnlyList<string>)[
                LabelVerdict.Name(label.Kind),
                label.Kind == TagKind.NoName ? label.Provider : NumberText.None,
                NumberText.Count(label.Tags),
                NumberText.Count(label.Images),
                $"{label.Examples[0]}",
            ])]));

    private static string Time(DateTimeOffset time) => time.ToUniversalTime().ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
}
