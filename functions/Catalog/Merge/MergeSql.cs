using Catalog.Ledger;

namespace Catalog.Merge;

/// <summary>Puts the names of a run's tables, quoted, into the statements that work on them.</summary>
internal static class MergeSql
{
    public static string For(string script, Run run, CatalogTable table) =>
        script
            .Replace("{staging}", run.Staging, StringComparison.Ordinal)
            .Replace("{gathered}", run.Gathered, StringComparison.Ordinal)
            .Replace("{newest}", run.Newest, StringComparison.Ordinal)
            .Replace("{missing}", run.Missing, StringComparison.Ordinal)
            .Replace("{plan}", run.MergePlan, StringComparison.Ordinal)
            .Replace("{sample}", run.Sample, StringComparison.Ordinal)
            .Replace("{compared}", run.Compared, StringComparison.Ordinal)
            .Replace("{rehearsal}", run.Rehearsal, StringComparison.Ordinal)
            .Replace("{undo}", run.Undo, StringComparison.Ordinal)
            .Replace("{catalog}", table.Sql, StringComparison.Ordinal);
}
