using IngestTests;

namespace StateMachineTests.Faults;

/// <summary>How far the latest run of a deployment has come, as its ledger says.</summary>
/// <param name="Loaded">Share of the file that is accounted for.</param>
/// <param name="Merged">Share of the merge plan that is in the catalog.</param>
internal sealed record RunProgress(double Loaded, double Merged)
{
    private const string Sql =
        """
        SELECT coalesce((SELECT sum(next_byte - first_byte) FROM label_ingest.shard_part WHERE run_number = run.run_number), 0)::float8
                 / greatest(source_size, 1),
               coalesce((SELECT sum(merged_through - first_position + 1) / nullif(sum(last_position - first_position + 1), 0)
                         FROM label_ingest.merge_part WHERE run_number = run.run_number), 0)::float8
        FROM label_ingest.run
        ORDER BY run_number DESC
        LIMIT 1
        """;

    public static async Task<RunProgress> ReadAsync(TestDeployment deployment)
    {
        var rows = await deployment.RowsAsync(Sql);
        return rows is [[double loaded, double merged]] ? new RunProgress(loaded, merged) : new RunProgress(0, 0);
    }

    /// <summary>Whether a function is at work on the given share of what it has to do.</summary>
    public bool IsAt(string function, double share) => function switch
    {
        "LoadShard" => Loaded >= share,
        "CheckLoad" => Loaded >= 1,
        "MergeTags" => Loaded >= 1 && Merged >= share,
        "FinishIngest" => Merged >= 1,
        _ => true,
    };
}
