namespace Catalog.DryRuns;

/// <summary>What an update takes of some rows.</summary>
/// <param name="Rows">How many rows.</param>
/// <param name="TagsBefore">Their tags as they were stored, in bytes.</param>
/// <param name="TagsAfter">The same after it.</param>
/// <param name="TableBefore">A table with these rows and no others, and its indexes, in bytes.</param>
/// <param name="TableAfter">The same after it, with the old versions of the rows.</param>
internal sealed record RowGrowth(long Rows, long TagsBefore, long TagsAfter, long TableBefore, long TableAfter);
