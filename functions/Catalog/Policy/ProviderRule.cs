using System.Globalization;
using Labels.Exclusions;

namespace Catalog.Policy;

/// <summary>What is shown of a provider's tags.</summary>
/// <param name="Provider">Any spelling of it; rules compare its <see cref="ProviderKey"/>.</param>
/// <param name="IsWithheld">Nothing is.</param>
/// <param name="MinAccuracy">Only tags that have at least this accuracy, 0 to 1; null: the provider is no machine.</param>
/// <param name="Note">Why, for people.</param>
public sealed record ProviderRule(string Provider, bool IsWithheld, decimal? MinAccuracy, string Note)
{
    public const string File = "provider-rules.csv";

    /// <exception cref="UnreadableList">A row cannot be meant, or two are of the same provider.</exception>
    public static IReadOnlyList<ProviderRule> Read(Stream content) =>
    [
        .. ListFile.Read(content, File, "provider", "withheld", "min_accuracy", "note").Select(row =>
            new ProviderRule(ProviderKey.Of(row.Name), row.OneOf(1, ["true", "false"]) == "true", ReadAccuracy(row), row.Fields[3])),
    ];

    private static decimal? ReadAccuracy(ListRow row)
    {
        if (row.Fields[2].Length == 0)
            return null;

        var isNumber = decimal.TryParse(row.Fields[2], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var accuracy);
        return isNumber && accuracy <= 1
            ? accuracy
            : throw new UnreadableList(
                $"{row.Place}: '{row.Name}' has min_accuracy '{row.Fields[2]}'; allowed is a number from 0 to 1, or nothing.");
    }
}
