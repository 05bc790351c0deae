using Catalog.Ledger;
using Catalog.Runs;
using Npgsql;
using Spectre.Console;

namespace Local.Commands;

/// <summary>Shows how far a run is, as the ledger tells, until it ends.</summary>
internal sealed class ProgressView(NpgsqlDataSource database, string runId)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    private readonly RunSummaries summaries = new(database);

    public Task<T> WatchAsync<T>(Task<T> run, CancellationToken cancellationToken) =>
        AnsiConsole.Progress()
            .Columns(
                new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn())
            .StartAsync(async progress =>
            {
                var load = progress.AddTask("Load");
                var merge = progress.AddTask("Merge", autoStart: false);
                using var timer = new PeriodicTimer(Interval);
                while (!run.IsCompleted)
                {
                    await Task.WhenAny(run, timer.WaitForNextTickAsync(cancellationToken).AsTask());
                    if (await ReadAsync(cancellationToken) is { } summary)
                        Show(summary, load, merge);
                }

                return await run;
            });

    private static void Show(RunSummary summary, ProgressTask load, ProgressTask merge)
    {
        var rate = Screen.Rate(summary.Records, summary.Seconds.Load, "records");
        load.Description = $"Load   {summary.ShardsDone} of {summary.Shards} shards, {Screen.Count(summary.Staged)} rows staged  {rate}";
        load.MaxValue = Math.Max(summary.Size, 1);
        load.Value = summary.Size == 0 ? 1 : summary.Bytes;
        if (summary.Seconds.Check is null)
            return;

        load.StopTask();
        merge.StartTask();
        merge.Description = $"Merge  {Screen.Count(summary.Merged)} of {Screen.Count(summary.Matched)} rows merged";
        merge.MaxValue = Math.Max(summary.Matched ?? 0, 1);
        merge.Value = summary.Matched > 0 ? summary.Merged ?? 0 : 1;
    }

    private async Task<RunSummary?> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await summaries.ReadAsync(runId, cancellationToken);
        }
        catch (UnknownRun)
        {
            return null;
        }
        catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.InvalidSchemaName)
        {
            // PlanShards has not come to it yet.
            return null;
        }
    }
}
