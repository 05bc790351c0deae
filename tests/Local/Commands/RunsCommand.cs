using System.CommandLine;
using System.Globalization;
using Npgsql;
using Spectre.Console;

namespace Local.Commands;

/// <summary><c>runs --database CONNECTION</c>: what became of the runs that a database knows.</summary>
internal static class RunsCommand
{
    private const string Select =
        """
        SELECT run_id, state, dry_run, started_at, source, source_etag, size, settings::text, shards_done, shards, records, rejected, staged,
               matched, changed, rate, time_left, restored
        FROM label_ingest.runs
        ORDER BY started_at DESC
        LIMIT 50
        """;

    public static Command Create()
    {
        var database = DatabaseOption.Create();
        database.Required = true;
        var command = new Command("runs", "List the runs that a database knows, the latest first.") { database };
        command.SetAction((arguments, cancellationToken) => RunAsync(arguments.GetRequiredValue(database), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(string connection, CancellationToken cancellationToken)
    {
        await using var database = NpgsqlDataSource.Create(connection);
        try
        {
            await using var command = database.CreateCommand(Select);
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken))
                Show(reader);
        }
        catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.InvalidSchemaName)
        {
            Screen.Say("No run has been planned in this database yet.");
        }

        return 0;
    }

    private static void Show(NpgsqlDataReader run)
    {
        var state = run.GetString(1) + (run.GetBoolean(2) ? ", dry run" : "");
        var started = run.GetDateTime(3).ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
        AnsiConsole.MarkupLineInterpolated($"[bold]{run.GetString(0)}[/]  {state}, started {started}");
        AnsiConsole.MarkupLineInterpolated($"  {run.GetString(4)}, ETag {run.GetString(5)}, {Screen.Bytes(run.GetInt64(6))}");
        AnsiConsole.MarkupLineInterpolated($"  [grey]{run.GetString(7)}[/]");
        AnsiConsole.MarkupLineInterpolated(
            $"  shards {Count(run, 8)} of {Count(run, 9)}, records {Count(run, 10)}, rejected {Count(run, 11)}, staged {Count(run, 12)}, matched {Count(run, 13)}, changed {Count(run, 14)}{Restored(run)}{Pace(run)}");
        AnsiConsole.WriteLine();
    }

    private static string Count(NpgsqlDataReader run, int column) => Screen.Count(run.IsDBNull(column) ? null : run.GetInt64(column));

    private static string Restored(NpgsqlDataReader run) => run.IsDBNull(17) ? "" : $", restored {Count(run, 17)}";

    /// <summary>Bytes a second while it loads, images a second while it merges, and how long that will take.</summary>
    private static string Pace(NpgsqlDataReader run)
    {
        if (run.IsDBNull(15) || run.IsDBNull(16))
            return "";

        var rate = run.IsDBNull(13) ? $"{Screen.Bytes((long)run.GetDouble(15))}/s" : $"{Screen.Count((long)run.GetDouble(15))} images/s";
        return $", {rate}, {run.GetTimeSpan(16):d\\.hh\\:mm\\:ss} left";
    }
}
