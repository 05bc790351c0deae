using Npgsql;

namespace Catalog;

/// <summary>What every transaction that updates rows of the catalog has in common.</summary>
internal static class CatalogBatch
{
    /// <summary>
    /// What stands for <c>{lock}</c> in a batch. Who waits for a row while he holds others can be part of a deadlock, of which the server
    /// cuts off whoever it likes: so a batch never waits. It passes over what somebody else holds, and takes it up again by itself.
    /// </summary>
    public const string AroundLocks = "FOR NO KEY UPDATE OF image SKIP LOCKED";

    /// <summary>
    /// How long a lock is waited for: that of a row which is taken up again, when nothing else is held, or one on a whole table.
    /// </summary>
    private static readonly TimeSpan WaitForLock = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How long a batch that holds rows waits for others. Far less than the second after which a server looks for deadlocks, if it is set
    /// as it comes: nobody is cut off who waits for us while we wait for him.
    /// </summary>
    private static readonly TimeSpan WaitWhileHolding = TimeSpan.FromMilliseconds(100);

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
        SET LOCAL lock_timeout =
        """;

    /// <summary>To be called once in each transaction, before it updates.</summary>
    public static Task PrepareAsync(NpgsqlConnection connection, CancellationToken cancellationToken) =>
        connection.ExecuteAsync($"{Settings} {WaitForLock.TotalMilliseconds}", [], cancellationToken);

    /// <summary>To be called instead, before it updates rows that it has not locked and hopes to find free.</summary>
    public static Task PrepareOptimisticAsync(NpgsqlConnection connection, CancellationToken cancellationToken) =>
        connection.ExecuteAsync($"{Settings} {WaitWhileHolding.TotalMilliseconds}", [], cancellationToken);

    /// <summary>A failure of a transaction of one snapshot that means: somebody else holds a row, or has changed it since.</summary>
    public static bool IsContended(PostgresException error) => IsLocked(error) || error.SqlState == PostgresErrorCodes.SerializationFailure;

    /// <summary>A failure that means: somebody else holds a row.</summary>
    public static bool IsLocked(PostgresException error) =>
        error.SqlState is PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.DeadlockDetected;

    /// <summary>
    /// Updates rows until none of them is stale: until what was written was made from what the row had. A row that somebody else changed
    /// while we waited for it is ours when they have committed, so the next statement, which sees what they did, is the last one.
    /// </summary>
    /// <param name="update">Updates what is not up to date, and tells how many rows it changed and how many are stale.</param>
    /// <returns>How many rows were changed.</returns>
    /// <exception cref="UpdateSuppressed">Rows that are ours are still not updated.</exception>
    public static async Task<long> RepeatAsync(Func<Task<(long Changed, long Stale)>> update)
    {
        var (total, before) = await update();
        while (before > 0)
        {
            var (changed, stale) = await update();
            if (changed == 0 && stale == before)
                throw new UpdateSuppressed(stale);

            total += changed;
            before = stale;
        }

        return total;
    }
}
