namespace Catalog.Ledger;

/// <summary>A run as the ledger knows it.</summary>
/// <param name="Number">The ledger's own number, from which the run's tables take their names.</param>
/// <param name="Plan">What it was planned to do.</param>
/// <param name="IsExpired">It was abandoned, and its tables have been removed.</param>
public sealed record Run(long Number, RunPlan Plan, bool IsExpired = false)
{
    /// <summary>The rows that were read from the file.</summary>
    internal string Staging => $"label_ingest.staging_{Number}";

    /// <summary>Image, offset and address of each staged row, while the merge is planned.</summary>
    internal string Gathered => $"label_ingest.gathered_{Number}";

    /// <summary>Of the staged rows of one image the one that counts, while the merge is planned.</summary>
    internal string Newest => $"label_ingest.newest_{Number}";

    /// <summary>Images that are looked up by their key, while the merge is planned.</summary>
    internal string Missing => $"label_ingest.missing_{Number}";

    /// <summary>Which staged row goes to which image, in the order in which the merge takes them.</summary>
    internal string MergePlan => $"label_ingest.merge_plan_{Number}";

    /// <summary>Of a dry run, the rows of a sample of images.</summary>
    internal string Sample => $"label_ingest.sample_{Number}";

    /// <summary>Of a dry run, what a merge would make of the sample; within one transaction.</summary>
    internal string Compared => $"label_ingest.compared_{Number}";

    /// <summary>Of a dry run, copies of catalog rows that are updated in place of them; within one transaction.</summary>
    internal string Rehearsal => $"label_ingest.rehearsal_{Number}";

    /// <summary>All tables that a run needs until it is finished, and no longer.</summary>
    internal string ScratchTables => $"{Staging}, {Gathered}, {Newest}, {Missing}, {MergePlan}, {Sample}";

    /// <summary>One row for each image that it changed, with what takes that back.</summary>
    internal string Undo => UndoOf(Number);

    /// <summary>The same of another run.</summary>
    internal static string UndoOf(long number) => $"label_ingest.undo_{number}";
}
