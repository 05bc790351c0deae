using Npgsql;

namespace Catalog.Runs;

/// <summary>Drops tables of a run that have served, once the ledger says so.</summary>
internal static class TableRemoval
{
    /// <summary>
    /// A backup of the whole database holds all its tables for hours, and somebody may have built a view on one. Neither is a reason to keep
    /// what is done from being noted: so this comes afterwards, in a transaction of its own, and gives up.
    /// </summary>
    /// <param name="connection">Not in a transaction.</param>
    /// <param name="tables">Their names, quoted and separated by commas; those that there are not are passed over.</param>
    /// <param name="cancellationToken">Gives up, too.</param>
    /// <returns>False where they had to be left: they are removed when the run is forgotten, if not before.</returns>
    public static async Task<bool> TryDropAsync(NpgsqlConnection connection, string tables, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        try
        {
            await connection.ExecuteAsync("SET LOCAL lock_timeout = '5s'; SET LOCAL client_min_messages = warning", [], cancellationToken);
            await connection.ExecuteAsync($"DROP TABLE IF EXISTS {tables}", [], cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            return true;
        }
        catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.DependentObjectsStillExist)
        {
            return false;
        }
    }
}
