using System.Runtime.CompilerServices;
using Npgsql;

namespace Catalog.Inventory;

/// <summary>Reads what an inventory has counted.</summary>
public sealed class InventoryContents(NpgsqlDataSource database, LabelInventory inventory)
{
    private const string SelectTotals =
        "SELECT rows_read, tags_read, (policy ->> 'version')::bigint, started_at FROM tag_policy.inventory WHERE inventory_number = $1";

    private const string SelectProviders =
        """
        SELECT named.provider, labels.number, coalesce(tags, 0), coalesce(images, 0), policy -> 'withheld' ? named.provider,
               coalesce(surfacing_tags, 0), coalesce(surfacing_images, 0)
        FROM tag_policy.inventory
        CROSS JOIN LATERAL unnest(providers) AS named (provider)
        LEFT JOIN tag_policy.inventory_provider AS counted USING (inventory_number, provider)
        CROSS JOIN LATERAL (
          SELECT count(*) AS number
          FROM tag_policy.inventory_label AS label
          WHERE label.inventory_number = inventory.inventory_number AND label.provider = named.provider AND kind = 'label') AS labels
        WHERE inventory.inventory_number = $1
        ORDER BY named.provider COLLATE "C"
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
        var providers = await ProvidersAsync(connection, cancellationToken);
        await using var command = connection.CreateCommand(SelectTotals, [new() { Value = inventory.Number }]);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return new InventoryTotals(
            reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2), reader.GetFieldValue<DateTimeOffset>(3), providers);
    }

    /// <summary>All labels and odd tags, by provider and the most frequent first, as they come.</summary>
    public async IAsyncEnumerable<LabelCount> LabelsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var command = connection.CreateCommand(
            SqlScript.Read("inventory-labels.sql"), [new() { Value = inventory.Number }]);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            yield return Label(reader);
    }

    private async Task<IReadOnlyList<ProviderCount>> ProvidersAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var providers = new List<ProviderCount>();
        await using var command = connection.CreateCommand(SelectProviders, [new() { Value = inventory.Number }]);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            providers.Add(new ProviderCount(
                reader.GetString(0),
                reader.GetInt64(1),
                reader.GetInt64(2),
                reader.GetInt64(3),
                reader.GetBoolean(4),
                reader.GetInt64(5),
                reader.GetInt64(6)));
        }

        return providers;
    }

    private static LabelCount Label(NpgsqlDataReader row) => new()
    {
        Provider = row.GetString(0),
        Kind = Enum.Parse<TagKind>(row.GetString(1), ignoreCase: true),
        Name = row.GetString(2),
        Tags = row.GetInt64(3),
        Images = row.GetInt64(4),
        AccurateTags = row.GetInt64(5),
        AccurateImages = row.GetInt64(6),
        Accuracies = row.GetFieldValue<long[]>(7),
        WithoutAccuracy = row.GetInt64(8),
        UnreadableAccuracy = row.GetInt64(9),
        TextAccuracy = row.GetInt64(10),
        LeastAccuracy = row.IsDBNull(11) ? null : row.GetDecimal(11),
        MostAccuracy = row.IsDBNull(12) ? null : row.GetDecimal(12),
        Examples = row.GetFieldValue<Guid[]>(13),
        Exclusion = row.IsDBNull(14) ? null : row.GetString(14),
        Junk = row.IsDBNull(15) ? null : row.GetString(15),
    };
}
