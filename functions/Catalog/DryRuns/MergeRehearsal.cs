using Catalog.Ledger;
using Catalog.Merge;
using Npgsql;

namespace Catalog.DryRuns;

/// <summary>Updates copies of the catalog's rows in place of them, and measures what that takes.</summary>
internal sealed class MergeRehearsal(Run run, CatalogTable table)
{
    /// <summary>Enough to tell an average; a small file may have more small records than that in its sample.</summary>
    private const int MostRows = 10_000;

    private const string Update =
        """
        UPDATE {rehearsal} AS image SET tags = compared.result, updated_on = now()
        FROM {compared} AS compared
        WHERE compared.identifier = image.identifier
        """;

    private const string Measure =
        "SELECT count(*), coalesce(sum(pg_column_size(tags)), 0), pg_total_relation_size($1::regclass) FROM {rehearsal}";

    /// <summary>To be called once in a transaction that has compared the sample and drops the copies in the end.</summary>
    public async Task<RowGrowth> MeasureAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await connection.ExecuteAsync(
            Sql(SqlScript.Read("rehearse-merge.sql").Replace("{limit}", $"{MostRows}", StringComparison.Ordinal)), [], cancellationToken);
        var (rows, tagsBefore, tableBefore) = await MeasureCopiesAsync(connection, cancellationToken);
        await connection.ExecuteAsync(Sql(Update), [], cancellationToken);
        var (_, tagsAfter, tableAfter) = await MeasureCopiesAsync(connection, cancellationToken);
        return new RowGrowth(rows, tagsBefore, tagsAfter, tableBefore, tableAfter);
    }

    private async Task<(long Rows, long Tags, long Table)> MeasureCopiesAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand(Sql(Measure), [new() { Value = run.Rehearsal }]);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return (reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2));
    }

    private string Sql(string script) => MergeSql.For(script, run, table);
}
