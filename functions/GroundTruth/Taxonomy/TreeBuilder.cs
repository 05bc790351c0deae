using GroundTruth.Files;

namespace GroundTruth.Taxonomy;

/// <summary>Makes a tree of the rows of a category sheet, and finds all that keeps them from being one.</summary>
internal sealed class TreeBuilder(IReadOnlyList<CategoryRow> rows, RowProblems problems)
{
    private const string AddedRootId = "0";

    private readonly Dictionary<string, CategoryRow> byId = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<CategoryRow>> children = new(StringComparer.Ordinal);
    private readonly List<CategoryRow> tops = [];

    /// <returns>The tree, or null where there are problems.</returns>
    public CategoryTree? Build()
    {
        IndexIds();
        LinkParents();
        FindSameNames(tops);
        foreach (var siblings in children.Values)
            FindSameNames(siblings);

        CategoryCycles.Find(rows, byId, problems);
        var root = tops is [{ Name: Category.RootName } only] ? only : AddRoot();
        if (problems.IsEmpty && children.Count == 0)
            problems.Add(rows.Count == 0 ? 1 : rows[0].Row, "no category follows; at least one below the root is needed");

        return problems.IsEmpty ? new CategoryTree(InOrder(root)) : null;
    }

    private void IndexIds()
    {
        foreach (var row in rows.Where(row => row.Id.Length > 0))
        {
            if (!byId.TryAdd(row.Id, row))
                problems.Add(row.Row, $"id {Excerpt.Of(row.Id)} is that of row {byId[row.Id].Row} already");
        }
    }

    private void LinkParents()
    {
        foreach (var row in rows.Where(row => row.IsWhole))
        {
            if (row.Parent.Length == 0)
                tops.Add(row);
            else if (byId.ContainsKey(row.Parent))
                ChildrenOf(row.Parent).Add(row);
            else
                problems.Add(row.Row, $"parent {Excerpt.Of(row.Parent)} is no id of any row");
        }
    }

    /// <summary>Workers could not tell them apart, and the catalog's tags are in lower case.</summary>
    private void FindSameNames(List<CategoryRow> siblings)
    {
        var names = new Dictionary<string, CategoryRow>(StringComparer.OrdinalIgnoreCase);
        foreach (var row in siblings.Where(row => row.Name.Length > 0))
        {
            if (!names.TryAdd(row.Name, row))
                problems.Add(row.Row, $"name {Excerpt.Of(row.Name)} is that of row {names[row.Name].Row} already, under the same parent");
        }
    }

    private CategoryRow AddRoot()
    {
        var root = new CategoryRow(Row: 1, AddedRootId, Category.RootName, Parent: "");
        if (byId.TryGetValue(AddedRootId, out var taken))
        {
            problems.Add(
                taken.Row,
                $"id \"{AddedRootId}\" is that of the root which is added above all rows without parent; give the row another id, "
                + $"or add a row named {Category.RootName} without parent and put all other rows below it");
            return root;
        }

        byId.Add(root.Id, root);
        if (tops.Count > 0)
            ChildrenOf(root.Id).AddRange(tops);

        return root;
    }

    private List<CategoryRow> ChildrenOf(string id)
    {
        if (!children.TryGetValue(id, out var below))
            children.Add(id, below = []);

        return below;
    }

    /// <summary>The root first and parents before their children, siblings as they stand in the sheet.</summary>
    private List<Category> InOrder(CategoryRow root)
    {
        var categories = new List<Category>(rows.Count + 1);
        var waiting = new Stack<(CategoryRow Row, string? Parent)>([(root, null)]);
        while (waiting.TryPop(out var next))
        {
            var below = children.GetValueOrDefault(next.Row.Id) ?? [];
            categories.Add(new Category(next.Row.Id, next.Row.Name, [.. below.Select(row => row.Id)], next.Parent));
            for (var child = below.Count - 1; child >= 0; child--)
                waiting.Push((below[child], next.Row.Id));
        }

        return categories;
    }
}
