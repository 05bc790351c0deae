using Catalog.Runs;
using Catalog.Staging;

namespace Catalog.Estimates;

/// <summary>What a run pays for, state by state of <c>ingest-labels.asl.json</c>.</summary>
/// <param name="run">What is known of the source.</param>
/// <param name="seconds">How long the run takes.</param>
/// <param name="loading">Workers that load side by side.</param>
/// <param name="merging">Workers that merge side by side.</param>
internal sealed class RunCosts(RunSummary run, EstimatedSeconds seconds, int loading, int merging)
{
    /// <summary>Of the functions that are called once, PlanShards and FinishIngest, each.</summary>
    private const double SecondsOfOthers = 5;

    /// <summary>The states of the run itself but CheckLoad and IsMergePlanned, and its start.</summary>
    private const long TransitionsOfRun = 7;

    /// <summary>The start of a shard's own execution, its three states.</summary>
    private const long TransitionsOfShard = 4;

    /// <summary>MergePartition, IsPartitionMerged, PartitionMerged.</summary>
    private const long TransitionsOfPartition = 3;

    /// <summary>A worker that is called again: the task and the choice after it.</summary>
    private const long TransitionsOfCall = 2;

    /// <summary>Objects that a run writes beside rejected lines: the two forms of its report.</summary>
    private const long ObjectsOfRun = 2;

    public EstimatedCost Estimate()
    {
        var lambda = Lambda();
        var transitions = AwsPrices.StateTransition * Transitions();

        // Those of a chunk are one object.
        var rejected = Math.Min(run.Rejected, run.Shards + run.Size / StagingChunk.SourceBytes);
        var s3 = AwsPrices.S3Get * (1 + run.Shards + Again(seconds.Load, loading)) + AwsPrices.S3Put * (ObjectsOfRun + rejected);
        return new EstimatedCost(
            Round(lambda),
            Round(transitions),
            Round(s3),
            Round(lambda + transitions + s3),
            $"{AwsPrices.Source}. Functions of {DeployedFunctions.LoadMegabytes}, {DeployedFunctions.MergeMegabytes} and "
            + $"{DeployedFunctions.WaitingMegabytes} MB, {DeployedFunctions.Architecture}, for the seconds above times {loading} loading and "
            + $"{merging} merging workers; {Transitions()} state transitions without retries. "
            + "Not in it: the database and its storage, logs, snapshots, traffic out of the region.");
    }

    private decimal Lambda()
    {
        var megabyteSeconds = seconds.Load * loading * DeployedFunctions.LoadMegabytes
            + seconds.Merge * merging * DeployedFunctions.MergeMegabytes
            + (seconds.Check + 2 * SecondsOfOthers) * DeployedFunctions.WaitingMegabytes;
        var requests = 3 + Again(seconds.Check, 1) + run.Shards + Again(seconds.Load, loading) + merging + Again(seconds.Merge, merging);
        return AwsPrices.LambdaGigabyteSecond * (decimal)(megabyteSeconds / 1024) + AwsPrices.LambdaRequest * requests;
    }

    private long Transitions() =>
        TransitionsOfRun
        + TransitionsOfCall * (1 + Again(seconds.Check, 1))
        + TransitionsOfShard * run.Shards + TransitionsOfCall * Again(seconds.Load, loading)
        + TransitionsOfPartition * merging + TransitionsOfCall * Again(seconds.Merge, merging);

    /// <summary>How often workers are called again because their time was up.</summary>
    private static long Again(double seconds, int workers) => (long)(seconds / DeployedFunctions.InvocationSeconds) * workers;

    private static decimal Round(decimal dollars) => Math.Round(dollars, 4);
}
