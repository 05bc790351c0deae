using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Hosting.Storage;

namespace Hosting.Settings;

/// <summary>One value of the execution input. Each way to read it refuses what does not fit with the key, the value and what is allowed.</summary>
public sealed partial class SettingValue(string key, JsonElement value)
{
    public string Key => key;

    public bool Boolean() => value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw Refuse("true or false"),
    };

    public long WholeNumber(long least, long most) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) && number >= least && number <= most
            ? number
            : throw Refuse(string.Create(CultureInfo.InvariantCulture, $"a whole number from {least} to {most}"));

    public decimal Share() =>
        value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var number) && number is >= 0 and <= 1
            ? number
            : throw Refuse("a number from 0 to 1");

    public decimal Number(decimal least, decimal most) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var number) && number >= least && number <= most
            ? number
            : throw Refuse(string.Create(CultureInfo.InvariantCulture, $"a number from {least} to {most}"));

    public T OneOf<T>(IReadOnlyList<(string Text, T Value)> choices)
    {
        foreach (var (text, choice) in choices)
        {
            if (value.ValueKind == JsonValueKind.String && value.ValueEquals(text))
                return choice;
        }

        throw Refuse("one of " + string.Join(", ", choices.Select(choice => $"\"{choice.Text}\"")));
    }

    public string Name() =>
        value.ValueKind == JsonValueKind.String && value.GetString() is { } text && NamePattern.IsMatch(text)
            ? text
            : throw Refuse("1 to 80 letters, digits, '_', '-' or '.'");

    /// <summary>Different texts of any kind, in their order, but for NUL, which PostgreSQL's texts do not hold.</summary>
    public IReadOnlyList<string> TextList(int most, int longest)
    {
        if (value.ValueKind != JsonValueKind.Array || value.GetArrayLength() is var count && (count < 1 || count > most)
            || value.EnumerateArray().Any(text => text.ValueKind != JsonValueKind.String))
        {
            throw Refuse($"a list of 1 to {most} texts");
        }

        var texts = Unicode(() => value.EnumerateArray().Select(text => text.GetString()!).ToArray());
        if (texts.Any(text => text.Length > longest || text.Contains('\0', StringComparison.Ordinal)))
            throw Refuse($"a list of texts of up to {longest} characters, none of them NUL");

        return texts.Distinct(StringComparer.Ordinal).Count() == texts.Length ? texts : throw Refuse("a list that has each text once");
    }

    /// <summary>The values of a list, in its order.</summary>
    /// <param name="least">How many there are at the least.</param>
    /// <param name="most">How many there are at the most.</param>
    /// <param name="what">What they are, to be said where there is no such list.</param>
    public IReadOnlyList<SettingValue> Items(int least, int most, string what) =>
        value.ValueKind == JsonValueKind.Array && value.GetArrayLength() is var count && count >= least && count <= most
            ? [.. value.EnumerateArray().Select(item => new SettingValue(Key, item))]
            : throw Refuse($"a list of {least} to {most} {what}");

    public string Text() => value.ValueKind == JsonValueKind.String ? Unicode(() => value.GetString()!) : throw Refuse("a text");

    /// <param name="allowed">What the text is, to be said where there is none.</param>
    public string NonBlank(string allowed) => Text() is var text && string.IsNullOrWhiteSpace(text) ? throw Refuse(allowed) : text;

    /// <summary>The keys and texts of an object, in its order.</summary>
    public IReadOnlyList<(string Key, string Text)> Texts() =>
        value.ValueKind == JsonValueKind.Object && value.EnumerateObject().All(property => property.Value.ValueKind == JsonValueKind.String)
            ? Unicode(() => value.EnumerateObject().Select(property => (property.Name, property.Value.GetString()!)).ToArray())
            : throw Refuse("an object whose values are texts");

    public string? DatabaseInstanceOrNull() => value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.String when value.GetString() is { Length: <= 63 } text && DatabaseInstancePattern.IsMatch(text) => text,
        _ => throw Refuse("the name of an RDS instance: 1 to 63 letters, digits or single hyphens, a letter first and no hyphen last"),
    };

    public ObjectLocation Location() =>
        value.ValueKind == JsonValueKind.String && ObjectLocation.TryParse(value.GetString()!, out var location)
            ? location
            : throw Refuse("\"s3://bucket/key\"");

    [GeneratedRegex("^[A-Za-z0-9_.-]{1,80}\\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NamePattern { get; }

    [GeneratedRegex("^[A-Za-z](?:-?[A-Za-z0-9])*\\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex DatabaseInstancePattern { get; }

    private T Unicode<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (InvalidOperationException)
        {
            // What the JSON reader says to half a surrogate pair.
            throw Refuse("Unicode text");
        }
    }

    private InvalidSettings Refuse(string allowed) => new($"{key} is {value.GetRawText()}; allowed is {allowed}.");
}
