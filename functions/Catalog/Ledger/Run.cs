namespace Catalog.Ledger;

/// <summary>A run as the ledger knows it.</summary>
/// <param name="Number">The ledger's own number, from which the run's tables take their names.</param>
/// <param name="Plan">What it was planned to do.</param>
public sealed record Run(long Number, RunPlan Plan)
{
    /// <summary>The rows that were read from the file.</summary>
    internal string Staging => $"label_ingest.staging_{Number}";

    /// <summary>Which staged row goes to which image, in the order in which the merge takes them.</summary>
    internal string MergePlan => $"label_ingest.merge_plan_{Number}";

    /// <summary>One row for each image that it changed, with what takes that back.</summary>
    internal string Undo => UndoOf(Number);

    /// <summary>The same of another run.</summary>
    internal static string UndoOf(long number) => $"label_ingest.undo_{number}";
}
