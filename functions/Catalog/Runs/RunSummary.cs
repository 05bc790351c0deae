using Catalog.Estimates;

namespace Catalog.Runs;

/// <summary>What became of a run so far. Numbers are exact; those of a phase that has not begun are null.</summary>
public sealed record RunSummary
{
    public required string RunId { get; init; }

    public required bool DryRun { get; init; }

    public required bool Finished { get; init; }

    /// <summary>Shards of the source.</summary>
    public required long Shards { get; init; }

    /// <summary>Shards that are staged to their end.</summary>
    public required long ShardsDone { get; init; }

    /// <summary>Size of the source in bytes.</summary>
    public required long Size { get; init; }

    /// <summary>Bytes of the source that are accounted for.</summary>
    public required long Bytes { get; init; }

    /// <summary>Records, with labels or without.</summary>
    public required long Records { get; init; }

    /// <summary>Labels in the records, before any filter.</summary>
    public required long Labels { get; init; }

    /// <summary>Records without labels.</summary>
    public required long Empty { get; init; }

    /// <summary>Lines that could not be read.</summary>
    public required long Rejected { get; init; }

    /// <summary>Rows staged; in a dry run, rows that would be.</summary>
    public required long Staged { get; init; }

    /// <summary>Staged rows that a later record of the same image overrides.</summary>
    public long? Duplicates { get; init; }

    /// <summary>Images of the file that the catalog has.</summary>
    public long? Matched { get; init; }

    /// <summary>Images of the file that the catalog does not have.</summary>
    public long? Unmatched { get; init; }

    /// <summary>Matched images whose tags have been compared and, where they differed, written.</summary>
    public long? Merged { get; init; }

    /// <summary>Images whose tags were written.</summary>
    public long? Changed { get; init; }

    public required PhaseSeconds Seconds { get; init; }

    /// <summary>What the real run would do and take; only in the answer of a dry run that is finished.</summary>
    public RunEstimate? Estimate { get; init; }

    /// <summary>Where the report for people is, as <c>s3://bucket/key</c>; null until it is written.</summary>
    public string? Report { get; init; }
}
