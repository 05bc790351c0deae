namespace GroundTruth.Consolidation;

/// <summary>The tables of a consolidation method grow with tasks and workers times labels, and these would not fit into memory.</summary>
public sealed class BatchTooLarge(string message) : Exception(message)
{
    /// <summary>256 MiB of tables: a batch of 5,000 tasks with 9 answers each stays below it with 300 labels, whoever gave them.</summary>
    internal const long MaxCells = 32 * 1024 * 1024;

    /// <param name="tables">How many tables with one cell for each label the method keeps.</param>
    internal static void ThrowIf(Judgements judgements, long tables)
    {
        if (tables * judgements.Labels.Count > MaxCells)
        {
            throw new BatchTooLarge(
                $"{judgements.TaskCount} tasks with {judgements.AnswerCount} answers and {judgements.Labels.Count} different labels need " +
                $"{tables * judgements.Labels.Count} numbers in memory, and this method keeps {MaxCells} at most. " +
                "Consolidate fewer tasks at once, or choose majorityVote or wawa.");
        }
    }
}
