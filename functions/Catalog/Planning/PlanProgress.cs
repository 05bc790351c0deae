using Catalog.Ledger;
using Npgsql;

namespace Catalog.Planning;

/// <summary>How far a plan is, as <c>label_ingest.merge_planning</c> keeps it.</summary>
/// <param name="Step">The step that is being taken.</param>
/// <param name="Pages">The pages that it still has to go through.</param>
/// <param name="Gathered">Staged rows found.</param>
/// <param name="Images">Distinct images among them.</param>
/// <param name="Planned">Positions given to images.</param>
internal sealed record PlanProgress(PlanStep Step, BlockRange Pages, long Gathered = 0, long? Images = null, long Planned = 0)
{
    private const string Select =
        "SELECT step, next_block, end_block, gathered, images, planned FROM label_ingest.merge_planning WHERE run_number = $1";

    private const string Upsert =
        """
        INSERT INTO label_ingest.merge_planning (run_number, step, next_block, end_block, gathered, images, planned)
        VALUES ($1, $2, $3, $4, $5, $6, $7)
        ON CONFLICT (run_number) DO UPDATE
        SET step = excluded.step, next_block = excluded.next_block, end_block = excluded.end_block, gathered = excluded.gathered,
            images = excluded.images, planned = excluded.planned, committed_at = clock_timestamp()
        """;

    /// <returns>Null where the plan has not been begun.</returns>
    public static async Task<PlanProgress?> ReadAsync(NpgsqlConnection connection, Run run, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand(Select, [new() { Value = run.Number }]);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken)
            ? new PlanProgress(
                Enum.Parse<PlanStep>(reader.GetString(0)),
                new BlockRange(reader.GetInt64(1), reader.GetInt64(2)),
                reader.GetInt64(3),
                await reader.IsDBNullAsync(4, cancellationToken) ? null : reader.GetInt64(4),
                reader.GetInt64(5))
            : null;
    }

    public Task SaveAsync(NpgsqlConnection connection, Run run, CancellationToken cancellationToken) =>
        connection.ExecuteAsync(
            Upsert,
            [
                new() { Value = run.Number },
                new() { Value = Step.ToString() },
                new() { Value = Pages.First },
                new() { Value = Pages.End },
                new() { Value = Gathered },
                new() { Value = Images ?? (object)DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Bigint },
                new() { Value = Planned },
            ],
            cancellationToken);
}
