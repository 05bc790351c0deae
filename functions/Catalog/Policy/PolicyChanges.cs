namespace Catalog.Policy;

/// <summary>What a publication changed, or would.</summary>
/// <param name="Version">The policy's version from then on: the number of its latest change.</param>
/// <param name="Added">Rows that are new.</param>
/// <param name="Changed">Rows that say something else.</param>
/// <param name="Removed">Rows that are gone.</param>
public sealed record PolicyChanges(long Version, long Added, long Changed, long Removed)
{
    internal static PolicyChanges Of(IReadOnlyList<ChangedRow> rows, long version) =>
        new(version, rows.Count(row => row.Kind == "added"), rows.Count(row => row.Kind == "changed"), rows.Count(row => row.Kind == "removed"));
}
