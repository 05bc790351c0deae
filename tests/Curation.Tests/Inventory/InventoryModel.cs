using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Catalog.Inventory;

namespace CurationTests.Inventory;

/// <summary>What an inventory must find, counted image by image as plainly as it can be, to hold the database's against.</summary>
/// <param name="asked">Providers that are counted, as rules compare them; null for all, and odd elements too.</param>
/// <param name="minimum">The minimum accuracy of machines, by their names as rules compare them.</param>
internal sealed partial class InventoryModel(IReadOnlyCollection<string>? asked, IReadOnlyDictionary<string, decimal> minimum)
{
    private readonly Dictionary<(TagKind Kind, string Provider, string Name), Count> counts = [];

    /// <summary>One line for each label and kind of odd tag.</summary>
    public IEnumerable<string> Lines => counts.Select(count => Line(count.Key, count.Value)).Order(StringComparer.Ordinal);

    public static IEnumerable<string> LinesOf(IEnumerable<LabelCount> labels) => labels
        .Select(label => Line(
            (label.Kind, label.Provider, label.Name),
            new Count
            {
                Tags = label.Tags,
                Accurate = label.AccurateTags,
                AccurateImages = label.AccurateImages,
                Without = label.WithoutAccuracy,
                Unreadable = label.UnreadableAccuracy,
                Texts = label.TextAccuracy,
                Accuracies = [.. label.Accuracies],
                Images = label.Images,
                Examples = [.. label.Examples],
            }))
        .Order(StringComparer.Ordinal);

    /// <param name="images">Images in the order of their identifiers.</param>
    public void Add(IEnumerable<(Guid Image, string? Tags)> images)
    {
        foreach (var (image, text) in images)
        {
            if (text is null)
                continue;

            using var document = JsonDocument.Parse(text);
            var tags = document.RootElement;
            if (tags.ValueKind == JsonValueKind.Array)
            {
                foreach (var tag in tags.EnumerateArray())
                    Add(tag, KindOf(tag));
            }
            else
            {
                Add(tags, TagKind.NotAList);
            }

            foreach (var count in counts.Values)
                count.EndImage(image);
        }
    }

    private static TagKind KindOf(JsonElement tag)
    {
        if (tag.ValueKind != JsonValueKind.Object)
            return TagKind.NotAnObject;

        if (Member(tag, "provider") is { ValueKind: not JsonValueKind.String })
            return TagKind.OddProvider;

        return Member(tag, "name") is { ValueKind: JsonValueKind.String } name && name.GetString()!.Length > 0 ? TagKind.Label : TagKind.NoName;
    }

    private void Add(JsonElement tag, TagKind kind)
    {
        var isOurs = kind is TagKind.Label or TagKind.NoName;
        var provider = isOurs ? Member(tag, "provider")?.GetString() ?? "" : "";
        var providerKey = KeyOf(provider);
        if (asked is not null && !(isOurs && asked.Contains(providerKey)))
            return;

        var key = (kind, provider, kind == TagKind.Label ? Member(tag, "name")!.Value.GetString()! : "");
        if (!counts.TryGetValue(key, out var count))
            counts[key] = count = new Count();

        count.Tags++;
        count.IsInImage = true;
        var accuracy = tag.ValueKind == JsonValueKind.Object ? Member(tag, "accuracy") : null;
        var number = Read(accuracy);
        var isAccurate = accuracy is null ? !minimum.ContainsKey(providerKey) : number >= minimum.GetValueOrDefault(providerKey, 0.9m);
        count.Accurate += isAccurate ? 1 : 0;
        count.IsAccurateInImage |= isAccurate;
        if (accuracy is null)
            count.Without++;
        else if (number is null)
            count.Unreadable++;
        else
            count.Accuracies[(int)Math.Min(number.Value * LabelCounter.Buckets, LabelCounter.Buckets - 1)]++;

        if (accuracy is { ValueKind: JsonValueKind.String } && number is not null)
            count.Texts++;
    }

    private static string KeyOf(string provider) =>
        string.Concat(provider.Trim(' ', '\t', '\n', '\r', '\f', '\v').Select(c => char.IsAsciiLetterUpper(c) ? char.ToLowerInvariant(c) : c));

    private static JsonElement? Member(JsonElement tag, string name) =>
        tag.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    /// <summary>Null where it is no number from 0 to 1. What is too small for a decimal is 0 here, which is in the same range.</summary>
    private static decimal? Read(JsonElement? accuracy)
    {
        var text = accuracy?.ValueKind switch
        {
            JsonValueKind.Number => accuracy.Value.GetRawText(),
            JsonValueKind.String when accuracy.Value.GetString() is { Length: <= 64 } said && NumberPattern.IsMatch(said) => said,
            _ => null,
        };
        return decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number is >= 0 and <= 1 ? number : null;
    }

    private static string Line((TagKind Kind, string Provider, string Name) key, Count count) =>
        $"{key} {count.Tags} on {count.Images}, accurate {count.Accurate} on {count.AccurateImages}, without {count.Without}, unreadable {count.Unreadable}, "
        + $"texts {count.Texts}, {string.Join(' ', count.Accuracies)}, {string.Join(' ', count.Examples)}";

    [GeneratedRegex("^-?[0-9]+([.][0-9]+)?([eE][-+]?[0-9]{1,3})?\\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NumberPattern { get; }

    private sealed class Count
    {
        public long Tags { get; set; }

        public long Images { get; set; }

        public long Accurate { get; set; }

        public long AccurateImages { get; set; }

        public long Without { get; set; }

        public long Unreadable { get; set; }

        public long Texts { get; set; }

        public long[] Accuracies { get; init; } = new long[LabelCounter.Buckets];

        public List<Guid> Examples { get; init; } = [];

        public bool IsInImage { get; set; }

        public bool IsAccurateInImage { get; set; }

        public void EndImage(Guid image)
        {
            Images += IsInImage ? 1 : 0;
            AccurateImages += IsAccurateInImage ? 1 : 0;
            if (IsInImage && Examples.Count < 5)
                Examples.Add(image);

            IsInImage = IsAccurateInImage = false;
        }
    }
}
