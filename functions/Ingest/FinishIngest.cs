using Amazon.Lambda.Core;
using Catalog.Ledger;
using Catalog.Merge;
using Catalog.Runs;
using Catalog.Undo;
using Ingest.Hosting;
using Ingest.Messages;
using Npgsql;

namespace Ingest;

/// <summary>Last: closes the run and tells what became of it.</summary>
internal sealed class FinishIngest(NpgsqlDataSource database)
{
    /// <exception cref="MergeIncomplete">Rows of the run are not merged yet.</exception>
    /// <exception cref="RunUndone">The run is taken back, or has been.</exception>
    public async Task<RunSummary> HandleAsync(RunRequest request, Deadline deadline, ILambdaLogger logger)
    {
        var run = await new RunLedger(database).GetAsync(request.RunId, deadline.Token);
        await new RunCompletion(database).CompleteAsync(run, deadline.Token);
        var summary = await new RunSummaries(database).ReadAsync(request.RunId, deadline.Token);
        logger.LogInformation($"Run {request.RunId}: {summary}.");
        return summary;
    }
}
