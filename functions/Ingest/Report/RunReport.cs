using Catalog.Ledger;
using Catalog.Runs;
using Ingest.Settings;
using Labels.Statistics;

namespace Ingest.Report;

/// <summary>All that is to be told of a finished run. It is the same whenever it is put together: no clock is in it.</summary>
/// <param name="Summary">What became of the file.</param>
/// <param name="StartedAt">When the execution started.</param>
/// <param name="Source">The label file.</param>
/// <param name="Settings">All settings, resolved.</param>
/// <param name="Statistics">What is in the file, before any filter; null of a run that was planned before there were statistics.</param>
/// <param name="Rejects">Lines that could not be read, the most frequent reason first.</param>
/// <param name="Previous">The run to compare with, or null where there is none.</param>
internal sealed record RunReport(
    RunSummary Summary,
    DateTimeOffset StartedAt,
    SourceVersion Source,
    IngestSettings Settings,
    StatisticsReport? Statistics,
    IReadOnlyList<RejectGroup> Rejects,
    PreviousRun? Previous);
