using Catalog.Runs;
using Labels.Statistics;

namespace Ingest.Report;

/// <summary>A run to compare with: the last one before of the same provider and table that is finished, merged and not taken back.</summary>
/// <param name="Summary">What became of its file.</param>
/// <param name="StartedAt">When its execution started.</param>
/// <param name="Statistics">What was in its file, or null where that was not kept.</param>
internal sealed record PreviousRun(RunSummary Summary, DateTimeOffset StartedAt, StatisticsReport? Statistics);
