using Catalog.Ledger;
using Npgsql;

namespace Catalog.Undo;

/// <summary>
/// Keeps the merges of a provider's runs over a table apart from the beginning of an undo, until the end of the transaction. Merges
/// share it. An advisory lock has a queue, so an undo gets its turn however many batches come one after the other; those who share a
/// row's lock would let it wait for ever.
/// </summary>
internal static class ProviderLock
{
    /// <summary>Two names with one hash wait for each other now and then, and that is all.</summary>
    private const string Key = "hashtextextended(format('label_ingest %s %s', $1, $2), 0)";

    public static Task ShareAsync(NpgsqlConnection connection, Run run, CancellationToken cancellationToken) =>
        connection.ExecuteAsync($"SELECT pg_advisory_xact_lock_shared({Key})", Parameters(run), cancellationToken);

    public static Task TakeAsync(NpgsqlConnection connection, Run run, CancellationToken cancellationToken) =>
        connection.ExecuteAsync($"SELECT pg_advisory_xact_lock({Key})", Parameters(run), cancellationToken);

    /// <summary>Shares it until the end of what is returned: for a transaction of one snapshot, which must not be older than the lock.</summary>
    /// <param name="connection">In no transaction.</param>
    public static async Task<IAsyncDisposable> HoldAsync(NpgsqlConnection connection, Run run, CancellationToken cancellationToken)
    {
        await connection.ExecuteAsync($"SELECT pg_advisory_lock_shared({Key})", Parameters(run), cancellationToken);
        return new Held(connection, run);
    }

    private static NpgsqlParameter[] Parameters(Run run) => [new() { Value = run.Plan.Table }, new() { Value = run.Plan.Provider }];

    private sealed class Held(NpgsqlConnection connection, Run run) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            try
            {
                await connection.ExecuteAsync($"SELECT pg_advisory_unlock_shared({Key})", Parameters(run), CancellationToken.None);
            }
            catch (Exception e) when (e is NpgsqlException or InvalidOperationException)
            {
                // The connection is gone, and the lock with it. Whatever this says, the error that brought us here says more.
            }
        }
    }
}
