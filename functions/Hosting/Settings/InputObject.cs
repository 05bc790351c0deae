using System.Text.Json;

namespace Hosting.Settings;

/// <summary>
/// The JSON object that somebody asks a function with. A key that the function does not know is refused: it is a known one misspelt, and
/// without it the function would do something else than was asked for.
/// </summary>
public sealed class InputObject
{
    private readonly Dictionary<string, JsonElement> values = new(StringComparer.Ordinal);

    /// <param name="input">The object.</param>
    /// <param name="keys">The keys that it may have.</param>
    /// <exception cref="InvalidSettings">It is no object, has another key, or one of them twice.</exception>
    public InputObject(JsonElement input, params ReadOnlySpan<string> keys)
    {
        var allowed = string.Join(", ", keys);
        if (input.ValueKind != JsonValueKind.Object)
            throw new InvalidSettings($"The input must be a JSON object. Its keys may be: {allowed}.");

        try
        {
            foreach (var property in input.EnumerateObject())
            {
                if (!keys.Contains(property.Name))
                    throw new InvalidSettings($"There is no setting '{property.Name}'. Allowed are: {allowed}.");

                if (property.Value.ValueKind == JsonValueKind.String)
                    property.Value.GetString();

                if (!values.TryAdd(property.Name, property.Value))
                    throw new InvalidSettings($"{property.Name} is there twice; once is allowed.");
            }
        }
        catch (InvalidOperationException)
        {
            // What the JSON reader says to a key or a text with half a surrogate pair.
            throw new InvalidSettings("The input holds text that is not Unicode.");
        }
    }

    /// <param name="key">One of the keys.</param>
    /// <param name="meaning">What it is for, to be said where it is missing.</param>
    /// <exception cref="InvalidSettings">The key is missing or null.</exception>
    public SettingValue Required(string key, string meaning) =>
        Optional(key) ?? throw new InvalidSettings($"{key} is missing: {meaning}.");

    /// <summary>The value of a key, or null where there is none, or JSON's null.</summary>
    public SettingValue? Optional(string key) =>
        values.TryGetValue(key, out var value) && value.ValueKind != JsonValueKind.Null ? new SettingValue(key, value) : null;
}
