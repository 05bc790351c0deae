using Npgsql;

namespace Catalog;

/// <summary>What every transaction that updates rows of the catalog has in common.</summary>
internal static class CatalogBatch
{
    /// <summary>
    /// While a batch waits, it holds what it has changed, so it must not wait long. Less than the server's deadlock_timeout (1 s): where
    /// we and another writer wait for each other, it is we who give way, and nobody is cut off.
    /// </summary>
    public static readonly TimeSpan WaitForRow = TimeSpan.FromMilliseconds(500);

    /// <summary>For a row that is taken up again by itself: nothing else is held meanwhile, so there is no harm in waiting.</summary>
    public static readonly TimeSpan WaitForSingleRow = TimeSpan.FromSeconds(5);

    /// <summary>What stands for <c>{lock}</c> where rows that somebody else holds are passed over.</summary>
    public const string AroundLocks = "FOR NO KEY UPDATE OF image SKIP LOCKED";

    /// <summary>
    /// Each row of a batch is found by its address or its key: a planner that thinks a scan of all that is there cheaper makes the work
    /// quadratic.
    /// </summary>
    private const string Settings =
        """
        SET LOCAL enable_hashjoin = off;
        SET LOCAL enable_mergejoin = off;
        SET LOCAL jit = off;
        SET LOCAL work_mem = '64MB';
        SET LOCAL lock_timeout = {wait}
        """;

    /// <summary>To be called once in each transaction, before it updates.</summary>
    /// <param name="connection">In the transaction.</param>
    /// <param name="wait">How long a row that somebody else holds is waited for.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static Task PrepareAsync(NpgsqlConnection connection, TimeSpan wait, CancellationToken cancellationToken) =>
        connection.ExecuteAsync(
            Settings.Replace("{wait}", $"{(int)wait.TotalMilliseconds}", StringComparison.Ordinal), [], cancellationToken);

    /// <summary>A failure that means: somebody else holds a row.</summary>
    public static bool IsLocked(PostgresException error) =>
        error.SqlState is PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.DeadlockDetected;

    /// <summary>
    /// Updates rows until none of them is stale: until what was written was made from what the row had. A row that somebody else changed
    /// while we waited for it is ours when they have committed, so the next statement, which sees what they did, is the last one.
    /// </summary>
    /// <param name="update">Updates what is not up to date, and tells how many rows it changed and how many are stale.</param>
    /// <returns>How many rows were changed.</returns>
    public static async Task<long> RepeatAsync(Func<Task<(long Changed, long Stale)>> update)
    {
        var total = 0L;
        while (true)
        {
            var (changed, stale) = await update();
            total += changed;
            if (stale == 0)
                return total;
        }
    }
}
