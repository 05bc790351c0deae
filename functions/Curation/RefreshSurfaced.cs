using Amazon.Lambda.Core;
using Catalog;
using Catalog.Merge;
using Catalog.Surfacing;
using Curation.Hosting;
using Curation.Messages;
using Curation.Settings;
using Hosting;
using Hosting.Settings;
using Npgsql;

namespace Curation;

/// <summary>Brings what the policy lets through into the API's table, batch by batch. The catalog is only read.</summary>
internal sealed class RefreshSurfaced(NpgsqlDataSource database, IReadOnlyList<string> catalogTables, IReadOnlyList<string> apiTables)
{
    /// <summary>How long rows may stay locked by others, after all the rest is refreshed or while it is.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);

    /// <exception cref="InvalidSettings">The input is not what it must be.</exception>
    /// <exception cref="UnknownTable">One of the tables is not there, or cannot be refreshed.</exception>
    /// <exception cref="PolicyNotPublished">The database has no exclusion list.</exception>
    /// <exception cref="RefreshExists">The name was given to another refresh.</exception>
    /// <exception cref="RowsLocked">Others have held rows of the API's table all the time.</exception>
    public async Task<RefreshSummary> HandleAsync(RefreshRequest request, Deadline deadline, ILambdaLogger logger, InvocationMetrics metrics)
    {
        var plan = RefreshInput.Read(request, catalogTables, apiTables);
        metrics.Note("refreshId", plan.RefreshId);
        var source = await CatalogTable.FindAsync(database, plan.Source, deadline.Token);
        await UniqueIdentifier.RequireAsync(database, source, deadline.Token);
        var target = await ApiTable.FindAsync(database, plan.Target, catalogTables, deadline.Token);
        var ledger = new RefreshLedger(database);
        await ledger.BeginAsync(plan, deadline.Token);

        var surfacer = new TagSurfacer(database, plan, source, target);
        var postponed = new PostponedSurfacing(database, plan, source, target, Patience);
        var progress = await WorkLoop.RunAsync(
            async () => await surfacer.RefreshBatchAsync(deadline.Token) || await postponed.RefreshNextAsync(deadline.Token), deadline);
        metrics.Add(CurationMetric.Rows, surfacer.Read);
        metrics.Add(CurationMetric.Refreshed, plan.DryRun ? 0 : surfacer.Changed + postponed.Changed);

        // Where time is up, what has been committed is still to be told: one row, by its key.
        var summary = await ledger.CompleteAsync(plan.RefreshId, progress.Done ? deadline.Token : CancellationToken.None);
        logger.LogInformation(
            "Refresh {refreshId}: {rows} rows read, {changed} changed, {outcome}.",
            plan.RefreshId, summary.Rows, summary.Changed, summary.Done ? "all done" : "not all yet");
        if (summary.PolicyChanged)
            logger.LogWarning("Refresh {refreshId}: the policy has changed since it began. Run another one.", plan.RefreshId);

        return summary;
    }
}
