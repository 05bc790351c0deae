namespace GroundTruth.Manifest;

/// <summary>Why a product is not in the manifest. The names, in camelCase, are what answers and lists show.</summary>
public enum RejectedReason
{
    /// <summary>Its row or line cannot be read, or lacks a field.</summary>
    Unreadable,

    /// <summary>It has no image.</summary>
    NoImage,

    /// <summary>Its image is no object in S3.</summary>
    InvalidImage,

    /// <summary>An earlier product has the same image.</summary>
    DuplicateImage,

    /// <summary>A value is longer than <see cref="ManifestLimits.ValueLength"/>.</summary>
    ValueTooLong,

    /// <summary>The line would be longer than <see cref="ManifestLimits.LineLength"/>.</summary>
    LineTooLong,
}
