using Amazon.Lambda.Core;
using Catalog;
using Catalog.Ledger;
using Catalog.Merge;
using Ingest.Hosting;
using Ingest.Messages;
using Npgsql;

namespace Ingest;

/// <summary>Fourth, a few at once: brings one share of the staged tags into the catalog, batch by batch.</summary>
internal sealed class MergeTags(NpgsqlDataSource database)
{
    /// <exception cref="StagingLost">Staged rows are gone.</exception>
    public async Task<WorkProgress> HandleAsync(PartitionRequest request, Deadline deadline, ILambdaLogger logger)
    {
        var run = await new RunLedger(database).GetAsync(request.RunId, deadline.Token);
        var table = await CatalogTable.FindAsync(database, run.Plan.Table, deadline.Token);
        var merger = new TagMerger(database, run, table, request.Settings.Mode);
        while (await merger.MergeBatchAsync(request.Partition, request.Settings.BatchRows, deadline.Token))
        {
            if (deadline.IsNear)
                return new WorkProgress(Done: false);
        }

        logger.LogInformation($"Run {request.RunId}: partition {request.Partition} is merged.");
        return new WorkProgress(Done: true);
    }
}
