namespace Catalog.Estimates;

/// <summary>What a real run of the same file would do, as a dry run expects it.</summary>
public sealed record RunEstimate
{
    /// <summary>Rows that would be staged: counted, not estimated.</summary>
    public required long RowsToStage { get; init; }

    /// <summary>Distinct images among them.</summary>
    public required EstimatedCount Images { get; init; }

    /// <summary>Images of the file that the catalog has.</summary>
    public required EstimatedCount Matched { get; init; }

    /// <summary>Images whose tags would be written.</summary>
    public required EstimatedCount Changed { get; init; }

    /// <summary>What the three of them were derived from.</summary>
    public required EstimateSample Sample { get; init; }

    public required EstimatedSeconds Seconds { get; init; }

    public required EstimatedBytes Bytes { get; init; }

    public required EstimatedCost Cost { get; init; }
}
