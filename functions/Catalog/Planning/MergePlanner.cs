using Catalog.Ledger;
using Catalog.Merge;
using Npgsql;

namespace Catalog.Planning;

/// <summary>
/// Decides, once all is staged, which rows the merge writes and in which order, and shares them out among workers. It does so in pieces,
/// each of which commits, so that a plan may take longer than an invocation lasts. All that grows with the catalog is cut into ranges of
/// a second or so; choosing the newest rows, finding the missing images and sharing out are one statement each, of minutes at 90 million
/// rows.
/// </summary>
/// <param name="database">The catalog database.</param>
/// <param name="run">A run that is loaded.</param>
/// <param name="table">The catalog table.</param>
/// <param name="pieces">Sizes of the pieces.</param>
public sealed class MergePlanner(NpgsqlDataSource database, Run run, CatalogTable table, PlanPieces? pieces = null)
{
    /// <summary>A second worker on the same plan waits here. Not FOR UPDATE, which would hold up those who refer to the run.</summary>
    private const string LockRun =
        "SELECT merge_planned_at IS NOT NULL FROM label_ingest.run WHERE run_number = $1 FOR NO KEY UPDATE";

    /// <summary>
    /// Sorting and hashing in memory saves writing to disk. Pages of tables that were just written are in memory, so finding a row costs
    /// little more than reading the next one; and no range is large enough to be worth compiling.
    /// </summary>
    private const string PlanSettings =
        """
        SET LOCAL work_mem = '256MB';
        SET LOCAL maintenance_work_mem = '256MB';
        SET LOCAL random_page_cost = 1.1;
        SET LOCAL jit = off
        """;

    private readonly PlanSteps steps = new(run, table, pieces ?? new PlanPieces());

    /// <summary>Takes the next piece of the plan.</summary>
    /// <param name="staged">How many rows the ledger says are staged.</param>
    /// <param name="workers">Into how many shares the rows are divided at the most; 1 or more.</param>
    /// <param name="cancellationToken">Gives the piece up; nothing of it stays.</param>
    /// <returns>False when the plan is made.</returns>
    /// <exception cref="StagingLost">Fewer rows are there than the ledger knows.</exception>
    public async Task<bool> AdvanceAsync(long staged, int workers, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        if (await connection.ScalarAsync<bool>(LockRun, [new() { Value = run.Number }], cancellationToken))
            return false;

        await connection.ExecuteAsync(PlanSettings, [], cancellationToken);
        var progress = await PlanProgress.ReadAsync(connection, run, cancellationToken)
            ?? await steps.BeginAsync(connection, cancellationToken);
        if (progress.Step == PlanStep.ShareOut)
            await MergeShares.ShareOutAsync(connection, run, progress, workers, cancellationToken);
        else
            await (await steps.TakeAsync(connection, progress, staged, cancellationToken)).SaveAsync(connection, run, cancellationToken);

        await transaction.CommitAsync(cancellationToken);
        return progress.Step != PlanStep.ShareOut;
    }

    /// <returns>The numbers of the shares; none where nothing is to be merged.</returns>
    public Task<IReadOnlyList<int>> PartitionsAsync(CancellationToken cancellationToken) =>
        MergeShares.ReadAsync(database, run, cancellationToken);
}
