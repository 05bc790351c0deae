using System.Text.Json.Nodes;

namespace GroundTruthTests.WorkerPage;

/// <summary>Inputs of a task, as PreAnnotation answers them.</summary>
internal static class ProductInput
{
    /// <summary>An image that needs no server.</summary>
    public const string Image = "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' width='40' height='30'></svg>";

    public static JsonObject Lamp() => new()
    {
        ["title"] = "Bedside lamp",
        ["description"] = "With a yellow shade.",
        ["image"] = Image,
        ["category_tree"] = Taxonomy(),
    };

    /// <summary>"Chairs" is both a group of Furniture and a category of Garden.</summary>
    public static JsonArray Taxonomy() =>
    [
        Category("1", "Main", null, "2", "3", "4"),
        Category("2", "Furniture", "1", "21", "22"),
        Category("21", "Chairs", "2", "211", "212"),
        Category("211", "Dining chairs", "21"),
        Category("212", "Armchairs", "21"),
        Category("22", "Tables", "2"),
        Category("3", "Lighting", "1", "31", "32"),
        Category("31", "Table lamps", "3"),
        Category("32", "Décor lights", "3"),
        Category("4", "Garden", "1", "41"),
        Category("41", "Chairs", "4"),
    ];

    public static JsonObject Category(string id, string name, string? parent, params string[] subcategories)
    {
        var category = new JsonObject
        {
            ["id"] = id,
            ["name"] = name,
            ["subcategories"] = new JsonArray([.. subcategories.Select(child => JsonValue.Create(child))]),
        };
        if (parent is not null)
            category["parent"] = parent;
        return category;
    }
}
