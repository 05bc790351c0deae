using GroundTruth.Files;

namespace GroundTruth.Taxonomy;

/// <summary>Checks the categories of a taxonomy's JSON, which anybody may have written.</summary>
internal static class TreeCheck
{
    public const string Allowed =
        "Allowed is an array of categories {\"id\", \"name\", \"subcategories\", \"parent\"}: "
        + "first the root, which is named Main and has no parent; then every other one after its parent, "
        + "which lists it among its subcategories. Each id occurs once.";

    /// <exception cref="InvalidTaxonomy">They are no tree.</exception>
    public static IReadOnlyList<Category> Check(IReadOnlyList<Category?> categories)
    {
        var problems = new List<string>();
        if (categories.Count == 0)
            problems.Add("It has no category, and not even a root");

        var byId = new Dictionary<string, Category>(StringComparer.Ordinal);
        for (var index = 0; index < categories.Count; index++)
        {
            if (FlawOf(categories[index], isRoot: index == 0, byId) is { } flaw)
                problems.Add($"Category {index + 1} ({Excerpt.Of(categories[index]?.Id)}): {flaw}");
        }

        CheckSubcategories(byId, problems);
        return problems.Count == 0 ? [.. categories.OfType<Category>()] : throw InvalidTaxonomy.Of("The taxonomy", problems, Allowed);
    }

    private static string? FlawOf(Category? category, bool isRoot, Dictionary<string, Category> before)
    {
        if (category is null)
            return "it is null";

        var flaw = Category.FlawOfId(category.Id) ?? Category.FlawOfName(category.Name);
        if (category.Parent is { } parent ? isRoot : !isRoot)
            flaw ??= isRoot ? "it is the first one, the root, and has a parent" : "it has no parent, and is not the first one, the root";
        else if (isRoot && category.Name != Category.RootName)
            flaw ??= $"it is the first one, the root, and is named {Excerpt.Of(category.Name)}";
        else if (!isRoot && !before.ContainsKey(category.Parent!))
            flaw ??= $"no category before it has the id of its parent, {Excerpt.Of(category.Parent)}";

        return before.TryAdd(category.Id, category) ? flaw : flaw ?? "a category before it has the same id";
    }

    private static void CheckSubcategories(Dictionary<string, Category> byId, List<string> problems)
    {
        var listed = new HashSet<string>(StringComparer.Ordinal);
        foreach (var category in byId.Values)
        {
            foreach (var id in category.Subcategories)
            {
                if (id is null || byId.GetValueOrDefault(id)?.Parent != category.Id || !listed.Add(id))
                    problems.Add($"Category {Excerpt.Of(category.Id)} lists {Excerpt.Of(id)}, which is not below it or is listed twice");
            }
        }

        foreach (var lost in byId.Values.Where(category => category.Parent is not null && !listed.Contains(category.Id)))
            problems.Add($"Category {Excerpt.Of(lost.Parent)} does not list {Excerpt.Of(lost.Id)}, which has it as its parent");
    }
}
