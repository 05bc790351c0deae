using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Catalog.Policy;
using Labels.Exclusions;

namespace CurationTests.Policy;

/// <summary>The rule again, said as plainly as it can be, to hold the database's against.</summary>
internal sealed partial class SurfacedModel(PolicyFiles files, bool extras)
{
    private readonly ExclusionList exclusions = files.Lists.Exclusions(extras);

    /// <returns>The places of those elements that are shown; null where there is no array.</returns>
    public int[] Shown(JsonElement tags) => tags.ValueKind != JsonValueKind.Array
        ? []
        : [.. tags.EnumerateArray().Index().Where(element => IsShown(element.Item)).Select(element => element.Index)];

    private bool IsShown(JsonElement tag)
    {
        if (tag.ValueKind != JsonValueKind.Object || !tag.TryGetProperty("name", out var nameValue) || nameValue.ValueKind != JsonValueKind.String)
            return false;

        var name = nameValue.GetString()!;
        if (name.Length == 0 || name.Contains(':', StringComparison.Ordinal) || name.Contains('=', StringComparison.Ordinal))
            return false;

        if (exclusions.Contains(Encoding.UTF8.GetBytes(name)) || files.Junk.Any(junk => junk.Name == FoldedName.Of(name)))
            return false;

        if (!TryProvider(tag, out var provider))
            return false;

        var rule = files.Providers.FirstOrDefault(rule => rule.Provider == provider);
        return rule?.IsWithheld != true && IsAccurate(tag, rule?.MinAccuracy);
    }

    private static bool TryProvider(JsonElement tag, out string provider)
    {
        provider = "";
        if (!tag.TryGetProperty("provider", out var value) || value.ValueKind == JsonValueKind.Null)
            return true;

        if (value.ValueKind != JsonValueKind.String)
            return false;

        provider = ProviderKey.Of(value.GetString()!);
        return true;
    }

    private static bool IsAccurate(JsonElement tag, decimal? minimum)
    {
        if (!tag.TryGetProperty("accuracy", out var accuracy) || accuracy.ValueKind == JsonValueKind.Null)
            return minimum is null;

        var text = accuracy.ValueKind switch
        {
            JsonValueKind.Number => accuracy.GetRawText(),
            JsonValueKind.String when accuracy.GetString() is { Length: <= 64 } written && NumberPattern.IsMatch(written) => written,
            _ => null,
        };
        return text is not null && Compare(text, (minimum ?? 0.9m).ToString(CultureInfo.InvariantCulture)) >= 0 && Compare(text, "1") <= 0;
    }

    /// <summary>Compares decimal numbers of any length exactly.</summary>
    private static int Compare(string one, string other)
    {
        var (oneDigits, oneExponent) = Parse(one);
        var (otherDigits, otherExponent) = Parse(other);
        var least = Math.Min(oneExponent, otherExponent);
        return (oneDigits * BigInteger.Pow(10, oneExponent - least)).CompareTo(otherDigits * BigInteger.Pow(10, otherExponent - least));
    }

    private static (BigInteger Digits, int Exponent) Parse(string number)
    {
        var parts = number.Split('e', 'E');
        var point = parts[0].IndexOf('.', StringComparison.Ordinal);
        var decimals = point < 0 ? 0 : parts[0].Length - point - 1;
        var exponent = parts.Length > 1 ? int.Parse(parts[1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture) : 0;
        return (BigInteger.Parse(parts[0].Replace(".", "", StringComparison.Ordinal), CultureInfo.InvariantCulture), exponent - decimals);
    }

    [GeneratedRegex("^-?[0-9]+([.][0-9]+)?([eE][-+]?[0-9]{1,3})?\\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NumberPattern { get; }
}
