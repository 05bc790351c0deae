using System.Text;
using Local.S3;
using Npgsql;
using Spectre.Console;

namespace Local.Commands;

/// <summary>Some of the lines that could not be read: where, why, and how they begin.</summary>
internal static class RejectsView
{
    private const int Shown = 5;
    private const int Beginning = 60;

    private const string Select =
        """
        SELECT reject.byte_offset, reject.byte_length, reject.reason, reject.object_key, reject.object_offset
        FROM label_ingest.reject JOIN label_ingest.run USING (run_number)
        WHERE run_id = $1
        ORDER BY byte_offset
        LIMIT $2
        """;

    public static async Task ShowAsync(
        NpgsqlDataSource database, S3Endpoint s3, string bucket, string runId, CancellationToken cancellationToken)
    {
        var table = new Table().Border(TableBorder.None).AddColumns("Rejected at byte", "Length", "Reason", "Begins");
        await using var command = database.CreateCommand(Select);
        command.Parameters.Add(new() { Value = runId });
        command.Parameters.Add(new() { Value = Shown });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            await using var lines = s3.OpenRead(bucket, reader.GetString(3));
            lines.Position = reader.GetInt64(4);
            table.AddRow(
                new Text(Screen.Count(reader.GetInt64(0))),
                new Text(Screen.Count(reader.GetInt64(1))),
                new Text(reader.GetString(2)),
                new Text(await BeginningAsync(lines, reader.GetInt64(1), cancellationToken), new Style(Color.Grey)));
        }

        if (table.Rows.Count == 0)
            return;

        AnsiConsole.WriteLine();
        AnsiConsole.Write(table);
    }

    private static async Task<string> BeginningAsync(Stream line, long length, CancellationToken cancellationToken)
    {
        var beginning = new byte[Math.Min(length, Beginning)];
        var read = await line.ReadAtLeastAsync(beginning, beginning.Length, throwOnEndOfStream: false, cancellationToken);
        var text = Encoding.UTF8.GetString(beginning, 0, read);
        return Screen.Plain(text) + (length > Beginning ? "…" : "");
    }
}
