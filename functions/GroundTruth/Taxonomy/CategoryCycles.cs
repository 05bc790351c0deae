namespace GroundTruth.Taxonomy;

/// <summary>Rows that lie below themselves. Each row has one parent at the most, so that no two cycles share a row.</summary>
internal static class CategoryCycles
{
    private const int MaxRowsNamed = 20;

    public static void Find(IReadOnlyList<CategoryRow> rows, Dictionary<string, CategoryRow> byId, RowProblems problems)
    {
        // For each row that was passed, the row from which the walk set out.
        var walks = new Dictionary<CategoryRow, CategoryRow>(ReferenceEqualityComparer.Instance);
        foreach (var start in rows)
        {
            var row = start;
            while (row is not null && walks.TryAdd(row, start))
                row = ParentOf(row, byId);

            if (row is not null && ReferenceEquals(walks[row], start))
                problems.Add(row.Row, Describe(row, byId));
        }
    }

    private static CategoryRow? ParentOf(CategoryRow row, Dictionary<string, CategoryRow> byId) =>
        row.Parent.Length == 0 ? null : byId.GetValueOrDefault(row.Parent);

    private static string Describe(CategoryRow first, Dictionary<string, CategoryRow> byId)
    {
        var cycle = new List<long> { first.Row };
        for (var row = ParentOf(first, byId)!; !ReferenceEquals(row, first); row = ParentOf(row, byId)!)
            cycle.Add(row.Row);

        if (cycle.Count == 1)
            return "it is its own parent";

        var named = string.Join(", ", cycle.Take(MaxRowsNamed).Append(cycle[0]));
        var all = cycle.Count > MaxRowsNamed ? $" ({cycle.Count} rows in all)" : "";
        return $"it lies below itself: from parent to parent, rows {named}{all}";
    }
}
