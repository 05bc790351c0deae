using Npgsql;

namespace Catalog.Policy;

/// <summary>One row of the policy that a publication changed, or would.</summary>
/// <param name="Subject">The table: exclusion, junk or provider_rule.</param>
/// <param name="Key">The row's name or provider.</param>
/// <param name="Before">The row as JSON; null where it is new.</param>
/// <param name="After">The row as JSON; null where it is gone.</param>
public sealed record ChangedRow(string Subject, string Key, string? Before, string? After)
{
    private const string Select =
        "SELECT id, subject, key, before::text, after::text FROM tag_policy.change WHERE id > $1 ORDER BY id";

    /// <summary>added, changed or removed.</summary>
    public string Kind => Before is null ? "added" : After is null ? "removed" : "changed";

    /// <summary>All changes behind one, and the number of the latest.</summary>
    internal static async Task<(long Version, IReadOnlyList<ChangedRow> Rows)> ReadAsync(
        NpgsqlConnection connection, long before, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand(Select, [new() { Value = before }]);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var rows = new List<ChangedRow>();
        while (await reader.ReadAsync(cancellationToken))
        {
            before = reader.GetInt64(0);
            rows.Add(new ChangedRow(reader.GetString(1), reader.GetString(2), TextOrNull(reader, 3), TextOrNull(reader, 4)));
        }

        return (before, rows);
    }

    private static string? TextOrNull(NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);
}
