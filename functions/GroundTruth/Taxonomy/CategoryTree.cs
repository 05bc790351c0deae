using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using GroundTruth.Hosting;

namespace GroundTruth.Taxonomy;

/// <summary>A taxonomy: categories below one root, which is no category itself.</summary>
public sealed class CategoryTree
{
    private static readonly GroundTruthJsonContext Json = new(new JsonSerializerOptions(GroundTruthJsonContext.Default.Options)
    {
        // Whoever puts names into a page escapes them there; in the file they are to be readable.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    private readonly Dictionary<string, Category> byId;

    /// <param name="categories">The root first, and parents before their children; checked by whoever made them.</param>
    internal CategoryTree(IReadOnlyList<Category> categories)
    {
        Categories = categories;
        byId = categories.ToDictionary(category => category.Id, StringComparer.Ordinal);
    }

    /// <summary>The root first, and parents before their children.</summary>
    public IReadOnlyList<Category> Categories { get; }

    public Category Root => Categories[0];

    /// <summary>The taxonomy that is packaged, a small one of general products: <c>product-categories.csv</c> in this folder.</summary>
    public static async Task<CategoryTree> PackagedAsync(CancellationToken cancellationToken)
    {
        await using var resource = OpenPackaged();
        return await ReadAsync(resource, cancellationToken);
    }

    /// <summary>The JSON of the taxonomy that is packaged.</summary>
    internal static Stream OpenPackaged() => Assembly.GetExecutingAssembly().GetManifestResourceStream("product-categories.json")
        ?? throw new InvalidOperationException("The packaged taxonomy is missing from the assembly.");

    /// <summary>Reads a taxonomy's JSON and checks that it is a tree.</summary>
    /// <exception cref="InvalidTaxonomy">It is not; the message names the categories.</exception>
    public static async Task<CategoryTree> ReadAsync(Stream content, CancellationToken cancellationToken)
    {
        List<Category?>? categories;
        try
        {
            categories = await JsonSerializer.DeserializeAsync(content, Json.ListCategory, cancellationToken);
        }
        catch (JsonException e)
        {
            throw new InvalidTaxonomy($"The taxonomy is not the JSON that it must be. {e.Message} {TreeCheck.Allowed}");
        }

        return new CategoryTree(TreeCheck.Check(categories ?? []));
    }

    /// <summary>Writes the taxonomy's JSON: an array, a category a line.</summary>
    public async Task WriteAsync(Stream destination, CancellationToken cancellationToken)
    {
        var before = "[\n"u8.ToArray();
        foreach (var category in Categories)
        {
            await destination.WriteAsync(before, cancellationToken);
            await destination.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(category, Json.Category), cancellationToken);
            before = ",\n"u8.ToArray();
        }

        await destination.WriteAsync("\n]\n"u8.ToArray(), cancellationToken);
    }

    /// <summary>The category or root with an id, or null.</summary>
    public Category? Find(string id) => byId.GetValueOrDefault(id);

    /// <summary>The names from below the root down to a category, itself included: none for the root.</summary>
    /// <exception cref="KeyNotFoundException">There is no such category.</exception>
    public IReadOnlyList<string> PathOf(string id)
    {
        var path = new List<string>();
        for (var category = byId[id]; category.Parent is { } parent; category = byId[parent])
            path.Add(category.Name);

        path.Reverse();
        return path;
    }

    /// <summary>How many levels there are below the root.</summary>
    public int Depth()
    {
        var levels = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var category in Categories)
            levels[category.Id] = category.Parent is { } parent ? levels[parent] + 1 : 0;

        return levels.Values.Max();
    }
}
