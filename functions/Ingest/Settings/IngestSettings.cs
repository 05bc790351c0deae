using Catalog.Merge;
using Labels.Exclusions;
using Labels.Tags;

namespace Ingest.Settings;

/// <summary>Everything about a run that can be chosen, resolved. Defaults are those of an input that names only its source.</summary>
internal sealed record IngestSettings
{
    /// <summary>Provider written into each tag.</summary>
    public string Provider { get; init; } = "rekognition";

    /// <summary>Catalog table; one of those that the function is configured for.</summary>
    public string Table { get; init; } = "image";

    /// <summary>Plan, read, parse, filter and count; write nothing to staging or the catalog.</summary>
    public bool DryRun { get; init; }

    public MergeMode Mode { get; init; } = MergeMode.Merge;

    public NameCase NameCase { get; init; } = NameCase.Lower;

    /// <summary>Labels below it are not staged; 0 to 1, inclusive.</summary>
    public decimal MinAccuracy { get; init; }

    /// <summary>Leave out labels on the exclusion list.</summary>
    public bool ExcludeLabels { get; init; }

    /// <summary>Size of a shard in bytes, 1 or more.</summary>
    public long ShardBytes { get; init; } = 64 * 1024 * 1024;

    /// <summary>Rows of a catalog update, 1 to 1,000,000.</summary>
    public int BatchRows { get; init; } = 10_000;

    /// <summary>LoadShard workers side by side, 1 to 1,000.</summary>
    public int LoadConcurrency { get; init; } = 16;

    /// <summary>MergeTags workers side by side, 1 to 40, the most that an inline Map runs.</summary>
    public int MergeConcurrency { get; init; } = 2;

    /// <summary>Share of lines that may be unreadable, 0 to 1.</summary>
    public double RejectTolerance { get; init; } = 0.001;

    /// <summary>RDS instance of which a snapshot is made before the merge; null for none.</summary>
    public string? SnapshotInstance { get; init; }

    public TagOptions TagOptions() => new(Provider, NameCase, MinAccuracy, ExcludeLabels ? ExclusionList.Default() : null);
}
