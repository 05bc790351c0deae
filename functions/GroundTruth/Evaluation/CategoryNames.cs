using System.Text.Json;
using GroundTruth.Annotations;
using Hosting.Settings;

namespace GroundTruth.Evaluation;

/// <summary>What categories are called, with the categories that they are in: <c>Home > Lamps</c>.</summary>
public sealed class CategoryNames
{
    private readonly Dictionary<string, string> paths = new(StringComparer.Ordinal);
    private readonly HashSet<string> roots = new(StringComparer.Ordinal);

    private CategoryNames()
    {
    }

    /// <summary>Nobody has named anything.</summary>
    public static CategoryNames None { get; } = new();

    /// <param name="file">A taxonomy: a JSON array of <c>{id, name, parent}</c>, parents before children, the root without a parent.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="InvalidSettings">It is something else.</exception>
    public static async Task<CategoryNames> ReadAsync(Stream file, CancellationToken cancellationToken)
    {
        var names = new CategoryNames();
        try
        {
            using var taxonomy = await JsonDocument.ParseAsync(file, default, cancellationToken);
            foreach (var category in taxonomy.RootElement.EnumerateArray())
                names.Add(category);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            throw new InvalidSettings($"The taxonomy is not a list of categories, each with an 'id' and a 'name': {e.Message}");
        }

        return names;
    }

    /// <returns>Null for a label of which no choice is known.</returns>
    public string? Of(Label label) =>
        label.Choices.Any(paths.ContainsKey)
            ? string.Join(", ", label.Choices.Select(choice => paths.GetValueOrDefault(choice, choice)))
            : null;

    /// <summary>The root is in every path, so it is in none.</summary>
    private void Add(JsonElement category)
    {
        var name = category.GetProperty("name").GetString() ?? "";
        var id = category.GetProperty("id").GetString() ?? "";
        if (!category.TryGetProperty("parent", out var parent))
            roots.Add(id);

        var above = parent.ValueKind == JsonValueKind.String && !roots.Contains(parent.GetString()!)
            ? paths.GetValueOrDefault(parent.GetString()!)
            : null;
        paths[id] = above is null ? name : $"{above} > {name}";
    }
}
