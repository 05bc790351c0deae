using System.Text.Json;
using Catalog.Ledger;
using Npgsql;
using NpgsqlTypes;

namespace Catalog.Undo;

/// <summary>The statement that gives some of the images that a run changed their tags back.</summary>
internal sealed class RestoreStatement(Run run, CatalogTable table)
{
    /// <summary>$1 run_number, $2 how many images a transaction restored.</summary>
    private const string NoteRestored =
        "UPDATE label_ingest.undo SET restored = restored + $2, committed_at = clock_timestamp() WHERE run_number = $1";

    private readonly string waiting = Sql(run, table, rowLock: "");
    private readonly string aroundLocks = Sql(run, table, CatalogBatch.AroundLocks);

    /// <summary>Restores the images that stand between two addresses, both included, of what the run remembered, and notes how many.</summary>
    /// <param name="connection">In a transaction of its own.</param>
    /// <param name="first">Address in PostgreSQL's form, <c>(block,row)</c>.</param>
    /// <param name="last">Address in the same form.</param>
    /// <param name="isAroundLocks">
    /// Whether rows that somebody else holds are passed over, and noted in <c>label_ingest.undo_postponed</c>.
    /// </param>
    /// <param name="cancellationToken">Gives up; nothing of it stays.</param>
    /// <exception cref="PostgresException"><see cref="CatalogBatch.IsLocked"/>: a row was held for longer than the transaction waits.</exception>
    public async Task RestoreAsync(
        NpgsqlConnection connection, string first, string last, bool isAroundLocks, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand(
            isAroundLocks ? aroundLocks : waiting,
            [
                new() { Value = first },
                new() { Value = last },
                new() { Value = $"\"{JsonEncodedText.Encode(run.Plan.Provider)}\"", NpgsqlDbType = NpgsqlDbType.Jsonb },
                new() { Value = run.Number },
            ]);
        var restored = await CatalogBatch.RepeatAsync(
            async () =>
            {
                await using var reader = await command.ExecuteReaderAsync(cancellationToken);
                await reader.ReadAsync(cancellationToken);
                return (reader.GetInt64(0), reader.GetInt64(1));
            });
        await connection.ExecuteAsync(NoteRestored, [new() { Value = run.Number }, new() { Value = restored }], cancellationToken);
    }

    private static string Sql(Run run, CatalogTable table, string rowLock) =>
        SqlScript.Read("restore-batch.sql")
            .Replace("{restored}", SqlScript.Read("restored-tags.sql"), StringComparison.Ordinal)
            .Replace("{hash}", SqlScript.Read("tag-hash.sql"), StringComparison.Ordinal)
            .Replace("{lock}", rowLock, StringComparison.Ordinal)
            .Replace("{undo}", run.Undo, StringComparison.Ordinal)
            .Replace("{catalog}", table.Sql, StringComparison.Ordinal);
}
