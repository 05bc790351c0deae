using System.Runtime.CompilerServices;
using Npgsql;

namespace Catalog.Inventory;

/// <summary>Reads what an inventory has counted, each list as it comes: there may be more of it than fits into memory.</summary>
public sealed class InventoryContents(NpgsqlDataSource database, LabelInventory inventory)
{
    private const string SelectTotals =
        """
        SELECT rows_read, tagged_rows, tags_read, provided, unprovided, odd, providers, (policy ->> 'version')::bigint, started_at
        FROM tag_policy.inventory
        CROSS JOIN LATERAL (
          SELECT
            coalesce(sum(tags) FILTER (WHERE provider <> ''), 0)::bigint AS provided,
            coalesce(sum(tags) FILTER (WHERE provider = ''), 0)::bigint AS unprovided,
            count(*) FILTER (WHERE provider <> '') AS providers
          FROM tag_policy.inventory_provider
          WHERE inventory_number = $1) AS provider
        CROSS JOIN LATERAL (
          SELECT coalesce(sum(tags), 0)::bigint AS odd
          FROM tag_policy.inventory_label
          WHERE inventory_number = $1 AND provider_digest = sha256('') AND kind NOT IN ('label', 'noName')) AS label
        WHERE inventory_number = $1
        """;

    public async Task<long> RowsAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.ScalarAsync<long>(
            "SELECT rows_read FROM tag_policy.inventory WHERE inventory_number = $1", [new() { Value = inventory.Number }], cancellationToken);
    }

    public async Task<InventoryTotals> TotalsAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var command = connection.CreateCommand(SelectTotals, [new() { Value = inventory.Number }]);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return new InventoryTotals(
            Rows: reader.GetInt64(0),
            TaggedRows: reader.GetInt64(1),
            Tags: reader.GetInt64(2),
            ProvidedTags: reader.GetInt64(3),
            UnprovidedTags: reader.GetInt64(4),
            OddTags: reader.GetInt64(5),
            Providers: reader.GetInt64(6),
            PolicyVersion: reader.GetInt64(7),
            StartedAt: reader.GetFieldValue<DateTimeOffset>(8));
    }

    /// <summary>All providers: first those that were asked for or have a rule, also where there is nothing of them, then the others; each by tags.</summary>
    public IAsyncEnumerable<ProviderCount> ProvidersAsync(CancellationToken cancellationToken) =>
        ReadAsync("inventory-providers.sql", Provider, cancellationToken);

    /// <summary>All labels by provider and the most frequent first, then odd tags.</summary>
    public IAsyncEnumerable<LabelCount> LabelsAsync(CancellationToken cancellationToken) => ReadAsync("inventory-labels.sql", Label, cancellationToken);

    private async IAsyncEnumerable<T> ReadAsync<T>(
        string script, Func<NpgsqlDataReader, T> read, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var command = connection.CreateCommand(SqlScript.Read(script), [new() { Value = inventory.Number }]);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            yield return read(reader);
    }

    private static ProviderCount Provider(NpgsqlDataReader row) => new(
        row.GetString(0),
        row.GetString(1),
        Labels: row.GetInt64(2),
        Tags: row.GetInt64(3),
        Images: row.GetInt64(4),
        IsWithheld: row.GetBoolean(5),
        SurfacingTags: row.GetInt64(6),
        SurfacingImages: row.GetInt64(7));

    private static LabelCount Label(NpgsqlDataReader row) => new()
    {
        Provider = row.GetString(0),
        ProviderKey = row.GetString(1),
        IsWithheld = row.GetBoolean(2),
        Kind = Enum.Parse<TagKind>(row.GetString(3), ignoreCase: true),
        Name = row.GetString(4),
        Tags = row.GetInt64(5),
        Images = row.GetInt64(6),
        AccurateTags = row.GetInt64(7),
        AccurateImages = row.GetInt64(8),
        Accuracies = row.GetFieldValue<long[]>(9),
        WithoutAccuracy = row.GetInt64(10),
        UnreadableAccuracy = row.GetInt64(11),
        TextAccuracy = row.GetInt64(12),
        LeastAccuracy = row.IsDBNull(13) ? null : row.GetDecimal(13),
        MostAccuracy = row.IsDBNull(14) ? null : row.GetDecimal(14),
        Examples = row.GetFieldValue<Guid[]>(15),
        Exclusion = row.IsDBNull(16) ? null : row.GetString(16),
        Junk = row.IsDBNull(17) ? null : row.GetString(17),
    };
}
