using Labels.Records;
using Npgsql;

namespace Catalog.Ledger;

/// <summary>Which lines could not be read, and why.</summary>
public sealed class RejectLedger(NpgsqlDataSource database)
{
    /// <summary>The primary key has a run's lines in the source's order, so the first of a reason are found without a sort.</summary>
    private const string Select =
        """
        SELECT counted.reason, counted.lines, first.byte_offset, first.byte_length, first.object_key, first.object_offset
        FROM (SELECT reason, count(*) AS lines FROM label_ingest.reject WHERE run_number = $1 GROUP BY reason) AS counted
        CROSS JOIN LATERAL (
          SELECT byte_offset, byte_length, object_key, object_offset
          FROM label_ingest.reject
          WHERE run_number = $1 AND reject.reason = counted.reason
          ORDER BY byte_offset
          LIMIT $2
        ) AS first
        ORDER BY counted.lines DESC, counted.reason, first.byte_offset
        """;

    /// <param name="run">The run.</param>
    /// <param name="examples">How many lines of each reason are wanted, 1 or more.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The reasons that occur, the most frequent first.</returns>
    public async Task<IReadOnlyList<RejectCount>> CountAsync(Run run, int examples, CancellationToken cancellationToken)
    {
        var rejects = new List<(long Lines, Reject Reject)>();
        await using var command = database.CreateCommand(Select);
        command.Parameters.Add(new() { Value = run.Number });
        command.Parameters.Add(new() { Value = examples });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            var reason = Enum.Parse<RejectReason>(reader.GetString(0), ignoreCase: true);
            rejects.Add((
                reader.GetInt64(1),
                new Reject(reader.GetInt64(2), reader.GetInt64(3), reason, reader.GetString(4), reader.GetInt64(5))));
        }

        return
        [
            .. rejects
                .GroupBy(found => (found.Lines, found.Reject.Reason), found => found.Reject)
                .Select(group => new RejectCount(group.Key.Reason, group.Key.Lines, [.. group])),
        ];
    }
}
