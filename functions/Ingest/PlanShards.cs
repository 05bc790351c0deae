using System.Text.Json;
using System.Text.RegularExpressions;
using Amazon.Lambda.Core;
using Amazon.S3;
using Catalog;
using Catalog.Ledger;
using Catalog.Runs;
using Catalog.Schema;
using Hosting;
using Hosting.Settings;
using Hosting.Storage;
using Ingest.Hosting;
using Ingest.Messages;
using Ingest.Settings;
using Ingest.Storage;
using Labels.Lines;
using Npgsql;

namespace Ingest;

/// <summary>First: checks what was asked for, pins the source to its version, and notes the run in the ledger.</summary>
internal sealed partial class PlanShards(NpgsqlDataSource database, IAmazonS3 s3, IReadOnlyList<string> tables)
{
    /// <summary>As numbers in a JSON array these stay below the 256 KiB that a state may hold.</summary>
    private const int MaxShards = 30_000;

    /// <exception cref="InvalidSettings">The input is not what it must be.</exception>
    /// <exception cref="SourceNotFound">The label file does not exist.</exception>
    /// <exception cref="UnknownTable">The catalog has no such table.</exception>
    /// <exception cref="UnsupportedEncoding">The catalog's database does not keep text in UTF-8.</exception>
    public async Task<IngestPlan> HandleAsync(PlanRequest request, Deadline deadline, ILambdaLogger logger, InvocationMetrics metrics)
    {
        if (!RunIdPattern.IsMatch(request.RunId))
            throw new InvalidSettings($"The execution is named '{request.RunId}'; allowed are 1 to 80 letters, digits, '_', '-' or '.'.");

        metrics.Note("runId", request.RunId);
        var (location, settings) = ExecutionInput.Read(request.Input, tables);
        var source = await SourceObject.DescribeAsync(s3, location, deadline.Token);
        var shards = ByteRange.ShardCount(source.Size, settings.ShardBytes);
        if (shards > MaxShards)
        {
            throw new InvalidSettings(
                $"shardBytes is {settings.ShardBytes}, which cuts {source.Size} bytes into {shards} shards; "
                + $"allowed is {ByteRange.ShardCount(source.Size, MaxShards)} or more, for {MaxShards} shards at the most.");
        }

        await CatalogTable.FindAsync(database, settings.Table, deadline.Token);
        await CatalogSchema.EnsureAsync(database, deadline.Token);

        // Before it is looked for: the name of a run that is long gone may be this one's.
        await RemoveOldRunsAsync(deadline, logger);
        var plan = new RunPlan(
            request.RunId,
            source,
            settings.Table,
            settings.Provider,
            settings.DryRun,
            JsonSerializer.Serialize(settings, IngestJsonContext.Default.IngestSettings),
            shards,
            request.StartedAt ?? DateTimeOffset.UtcNow);
        await new RunLedger(database).BeginAsync(plan, deadline.Token);

        metrics.Add(IngestMetric.Shards, shards);
        logger.LogInformation("Run {runId}: {source}, {bytes} bytes in {shards} shards.", request.RunId, source, source.Size, shards);
        return new IngestPlan(request.RunId, source, settings, [.. Enumerable.Range(0, (int)shards)]);
    }

    private async Task RemoveOldRunsAsync(Deadline deadline, ILambdaLogger logger)
    {
        foreach (var (runId, hindrance) in await new RunRetention(database).RemoveAsync(deadline.Token))
        {
            if (hindrance is null)
                logger.LogInformation("Run {runId} has been left alone for long. Its tables were removed.", runId);
            else
                logger.LogWarning("Run {runId} has been left alone for long. Its tables could not be removed: {reason}.", runId, hindrance);
        }
    }

    [GeneratedRegex("^[A-Za-z0-9_.-]{1,80}\\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex RunIdPattern { get; }
}
