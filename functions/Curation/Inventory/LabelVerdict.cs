using Catalog.Inventory;
using Labels.Categories;

namespace Curation.Inventory;

/// <summary>What is known of a label beside its numbers: where it belongs, whether anybody has judged it, and which rule meets it.</summary>
/// <param name="Category">The category that the label service gives it, if it is one of its labels.</param>
/// <param name="IsReviewed">
/// Whether it is a label of the model whose names have all been judged, an alias of one, or named by a rule. One that is not has been
/// judged by nobody.
/// </param>
/// <param name="Rule">What keeps it from being shown, the first of several.</param>
internal sealed record LabelVerdict(string Category, bool IsReviewed, string Rule)
{
    /// <summary>No rule keeps the label from being shown.</summary>
    public const string None = "none";

    public const string Withheld = "withheld";

    public static LabelVerdict Of(LabelCount label, LabelCategories categories)
    {
        var category = label.Kind == TagKind.Label ? categories.Of(label.Name) : null;
        return new LabelVerdict(
            category ?? "", category is not null || label.IsHidden, RuleOn(label) ?? (label.IsWithheld ? Withheld : None));
    }

    /// <summary>What an odd tag is, in words. It is never shown.</summary>
    public static string Name(TagKind kind) => kind switch
    {
        TagKind.NoName => "tag without a name",
        TagKind.OddProvider => "tag whose provider is no text",
        TagKind.NotAnObject => "element that is no object",
        TagKind.NotAList => "tags that are no list",
        _ => "label",
    };

    private static string? RuleOn(LabelCount label)
    {
        if (label.Kind != TagKind.Label)
            return "odd";

        if (label.Exclusion is not null)
            return label.Exclusion;

        if (label.Junk is not null)
            return $"junk: {label.Junk}";

        return label.AccurateTags == 0 ? "accuracy" : null;
    }
}
