namespace Catalog.Ledger;

/// <summary>What a run is going to do, decided once, when it is planned.</summary>
/// <param name="RunId">Name of the execution.</param>
/// <param name="Source">The label file.</param>
/// <param name="Table">Catalog table, unquoted.</param>
/// <param name="Provider">Provider of the tags.</param>
/// <param name="DryRun">Nothing is staged or merged; a sample is compared with the catalog.</param>
/// <param name="Settings">All settings, resolved, as JSON.</param>
/// <param name="Shards">Number of shards.</param>
/// <param name="StartedAt">When the execution started.</param>
public sealed record RunPlan(
    string RunId,
    SourceVersion Source,
    string Table,
    string Provider,
    bool DryRun,
    string Settings,
    long Shards,
    DateTimeOffset StartedAt);
