using Catalog.Ledger;
using Npgsql;

namespace Catalog.DryRuns;

/// <summary>What came out when the sample of a dry run was compared with the catalog, as <c>label_ingest.dry_run</c> keeps it.</summary>
/// <param name="Records">Records of the sample that would be staged.</param>
/// <param name="Images">Distinct images among them.</param>
/// <param name="Squares">Sum of the squares of how many of these records each image has.</param>
/// <param name="Matched">Images that the catalog has.</param>
/// <param name="Changed">Those of them whose tags a merge would change.</param>
/// <param name="Bytes">The sample's records as a table, in bytes.</param>
/// <param name="Growth">What an update takes of some of the changed images' rows.</param>
internal sealed record ComparedSample(long Records, long Images, double Squares, long Matched, long Changed, long Bytes, RowGrowth Growth)
{
    private const string Select =
        """
        SELECT sampled, images, squares::float8, matched, changed, sample_bytes, rehearsed, tags_before, tags_after, table_before, table_after
        FROM label_ingest.dry_run
        WHERE run_number = $1
        """;

    /// <returns>Null where none was compared.</returns>
    public static async Task<ComparedSample?> FindAsync(NpgsqlConnection connection, Run run, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand(Select, [new() { Value = run.Number }]);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken)
            ? new ComparedSample(
                reader.GetInt64(0),
                reader.GetInt64(1),
                reader.GetDouble(2),
                reader.GetInt64(3),
                reader.GetInt64(4),
                reader.GetInt64(5),
                new RowGrowth(reader.GetInt64(6), reader.GetInt64(7), reader.GetInt64(8), reader.GetInt64(9), reader.GetInt64(10)))
            : null;
    }
}
