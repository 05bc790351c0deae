using System.Text.Json.Serialization;

namespace GroundTruth.Taxonomy;

/// <summary>One category of a taxonomy, as its JSON has it.</summary>
/// <param name="Id">What a worker's answer is.</param>
/// <param name="Name">What a worker reads. The same name may occur under several parents.</param>
/// <param name="Subcategories">Ids of those right below it, in the order in which they are shown; empty for a leaf.</param>
/// <param name="Parent">Id of the one right above it; null for the root alone.</param>
public sealed record Category(
    string Id,
    string Name,
    IReadOnlyList<string> Subcategories,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Parent = null)
{
    /// <summary>The name of every taxonomy's root.</summary>
    public const string RootName = "Main";

    /// <summary>The longest id, in characters.</summary>
    public const int MaxIdLength = 80;

    /// <summary>The longest name, in characters.</summary>
    public const int MaxNameLength = 200;

    /// <summary>What is wrong with an id, or null.</summary>
    public static string? FlawOfId(string id) => FlawOf("id", id, MaxIdLength);

    /// <summary>What is wrong with a name, or null.</summary>
    public static string? FlawOfName(string name) => FlawOf("name", name, MaxNameLength);

    private static string? FlawOf(string what, string text, int maxLength) =>
        text.Length == 0 ? $"{what} is empty"
        : text.Length > maxLength ? $"{what} has {text.Length} characters; {maxLength} are allowed"
        : text.Any(char.IsControl) ? $"{what} holds a control character, such as a line break or a tab"
        : char.IsWhiteSpace(text[0]) || char.IsWhiteSpace(text[^1]) ? $"{what} begins or ends with white space"
        : null;
}
