using System.Globalization;
using Catalog.Inventory;
using Reports;

namespace Curation.Inventory;

/// <summary>An inventory as a page for those who decide whether a provider's labels may be shown.</summary>
internal static class InventoryPage
{
    private static readonly Column[] ProviderColumns =
    [
        Column.Text("Provider"), Column.Number("Labels"), Column.Number("Tags"), Column.Number("Images"), Column.Text("Withheld"),
        Column.Number("Tags to be shown"), Column.Number("on images"),
    ];

    private static readonly Column[] OddColumns =
        [Column.Text("What"), Column.Text("Provider"), Column.Number("How many"), Column.Number("Images"), Column.Identifier("For example")];

    public static Page Of(
        LabelInventory inventory,
        InventoryTotals totals,
        IReadOnlyList<ProviderCount> providers,
        IReadOnlyList<ProviderDigest> parts,
        IReadOnlyList<LabelCount> odd) => new(
        "Which labels does the catalog have?",
        $"Inventory {inventory.Id} of table {inventory.Settings.Table}, begun {Time(totals.StartedAt)}. Judged by version "
        + $"{NumberText.Count(totals.PolicyVersion)} of the policy.{Asked(inventory.Settings.Providers)}",
        [Summary(inventory, totals, providers), .. parts.Select(ProviderPart.Of), OddTags(inventory, odd)]);

    private static string Asked(IReadOnlyList<string>? providers) => providers is null
        ? ""
        : $" Only tags of providers that were asked for are counted: {string.Join(", ", providers.Select(ShownName.OfProvider))}.";

    private static Section Summary(LabelInventory inventory, InventoryTotals totals, IReadOnlyList<ProviderCount> providers) => new(
        "In short",
        Figures(inventory.Settings.Providers is not null, totals),
        new Table(
            "What there is, and what would be shown if no provider were withheld", ProviderColumns, [.. providers.Select(Row)]),
        new Paragraph(
            Others(totals, providers)
            + "All rules but the switch of the provider stand: excluded names, junk and the least accuracy. The files inventory.csv and providers.csv "
            + "beside this page have all labels, with twenty steps of accuracy and five images each, and all providers. Names are compared exactly: "
            + "Cat and cat are two labels here, though a rule meets both, and so it is with names of providers. In quotes are names that have "
            + "something in them that could not be seen."));

    private static KeyFigures Figures(bool isPart, InventoryTotals totals)
    {
        var other = totals.Tags - totals.ProvidedTags - totals.UnprovidedTags - totals.OddTags;
        return new(
            new KeyFigure("Images read", NumberText.Count(totals.Rows), $"{NumberText.Count(totals.TaggedRows)} of them with tags"),
            new KeyFigure("Tags", NumberText.Count(totals.Tags), $"{NumberText.Count(totals.ProvidedTags)} of {Providers(totals.Providers)}"),
            new KeyFigure("Without a provider", NumberText.Count(totals.UnprovidedTags), "tags that name none"),
            isPart
                ? new KeyFigure("Not counted", NumberText.Count(other), "not asked for")
                : new KeyFigure("Odd", NumberText.Count(totals.OddTags), "nobody can say whose they are"));
    }

    private static string Providers(long number) => number == 1 ? "1 provider" : $"{NumberText.Count(number)} providers";

    private static IReadOnlyList<string> Row(ProviderCount provider) =>
    [
        ShownName.OfProvider(provider.Provider),
        NumberText.Count(provider.Labels),
        NumberText.Count(provider.Tags),
        NumberText.Count(provider.Images),
        provider.IsWithheld ? "yes" : "no",
        NumberText.Count(provider.SurfacingTags),
        NumberText.Count(provider.SurfacingImages),
    ];

    private static string Others(InventoryTotals totals, IReadOnlyList<ProviderCount> shown)
    {
        var others = totals.Providers - shown.Count(provider => provider.Provider.Length > 0 && provider.Tags > 0);
        var tags = totals.ProvidedTags + totals.UnprovidedTags - shown.Sum(provider => provider.Tags);
        return tags > 0
            ? $"These are those that were asked for or have a rule, then those with the most tags. {NumberText.Count(others)} others have {NumberText.Count(tags)} tags. "
            : "";
    }

    private static Section OddTags(LabelInventory inventory, IReadOnlyList<LabelCount> odd) => new(
        "Odd tags",
        new Paragraph(
            "What is no tag with a name is never shown. Whose it is can only be said of a tag whose provider is text"
            + (inventory.Settings.Providers is null ? "." : ": all others are not counted here.")
            + " Where there are many lines, inventory.csv has the rest."),
        new Table("Odd tags", OddColumns, [.. odd.Select(Row)]));

    private static IReadOnlyList<string> Row(LabelCount odd) =>
    [
        LabelVerdict.Name(odd.Kind),
        odd.Kind == TagKind.NoName ? ShownName.OfProvider(odd.Provider) : NumberText.None,
        NumberText.Count(odd.Tags),
        NumberText.Count(odd.Images),
        $"{odd.Examples[0]}",
    ];

    private static string Time(DateTimeOffset time) => time.ToUniversalTime().ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
}
