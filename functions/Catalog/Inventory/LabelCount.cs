namespace Catalog.Inventory;

/// <summary>How often a label of a provider is in the catalog, and what is known of it.</summary>
public sealed record LabelCount
{
    /// <summary>Exactly as it stands in the catalog; empty where the tag names none, or its kind has none.</summary>
    public required string Provider { get; init; }

    /// <summary>The provider's <see cref="ProviderCount.Key"/>.</summary>
    public required string ProviderKey { get; init; }

    /// <summary>Whether the provider's switch keeps all its tags back.</summary>
    public required bool IsWithheld { get; init; }

    public required TagKind Kind { get; init; }

    /// <summary>Exactly as it stands in the catalog; empty where it is no label.</summary>
    public required string Name { get; init; }

    public required long Tags { get; init; }

    /// <summary>Images that have it. An image may have it twice.</summary>
    public required long Images { get; init; }

    /// <summary>Tags that the rules on accuracy let through.</summary>
    public required long AccurateTags { get; init; }

    public required long AccurateImages { get; init; }

    /// <summary>Tags by their accuracy, <see cref="LabelCounter.Buckets"/> counts from 0 to 1; the last one holds 1 itself.</summary>
    public required IReadOnlyList<long> Accuracies { get; init; }

    public required long WithoutAccuracy { get; init; }

    /// <summary>Tags whose accuracy is no number from 0 to 1.</summary>
    public required long UnreadableAccuracy { get; init; }

    /// <summary>Tags whose accuracy is a text that can be read; it counts as the number that it says.</summary>
    public required long TextAccuracy { get; init; }

    /// <summary>Null where no tag has an accuracy that can be read; to 16 digits.</summary>
    public required decimal? LeastAccuracy { get; init; }

    public required decimal? MostAccuracy { get; init; }

    /// <summary>The first five images by identifier.</summary>
    public required IReadOnlyList<Guid> Examples { get; init; }

    /// <summary>The list and the axis for which the name is excluded, as in <c>excluded: age</c>, if it is.</summary>
    public required string? Exclusion { get; init; }

    /// <summary>Why the name is junk, if it is.</summary>
    public required string? Junk { get; init; }

    /// <summary>Whether a rule hides the name, whatever the accuracy and whoever gave it.</summary>
    public bool IsHidden => Kind != TagKind.Label || Exclusion is not null || Junk is not null;

    /// <summary>Tags that are shown where the provider is not withheld.</summary>
    public long SurfacingTags => IsHidden ? 0 : AccurateTags;

    /// <summary>Images that they are shown for.</summary>
    public long SurfacingImages => IsHidden ? 0 : AccurateImages;
}
