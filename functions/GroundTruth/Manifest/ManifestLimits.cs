namespace GroundTruth.Manifest;

/// <summary>
/// What Ground Truth takes, from the SageMaker Developer Guide, "Input manifest files" (sms-input-data-input-manifest) and "Input Data
/// Quotas" (input-data-limits). Characters are counted as UTF-16 has them, which is never fewer than others would count.
/// </summary>
public static class ManifestLimits
{
    /// <summary>The longest line, in characters: "each JSON object … no larger than 100,000 characters".</summary>
    public const int LineLength = 100_000;

    /// <summary>The longest value of a key, in characters of JSON: "no single attribute … larger than 20,000 characters".</summary>
    public const int ValueLength = 20_000;

    /// <summary>Objects of a job, unless AWS has raised the account's quota: "the dataset size quota is 100,000 items".</summary>
    public const int DefaultObjects = 100_000;

    /// <summary>Objects of any manifest that is built here. Each takes some 40 bytes of memory, to know its image again.</summary>
    public const int MaxObjects = 5_000_000;

    /// <summary>Names the object, which is in S3.</summary>
    public const string ImageKey = "source-ref";

    /// <summary>
    /// Whether Ground Truth gives a key a meaning of its own: <c>source-ref</c> and <c>source</c> name the object, <c>…-metadata</c> is
    /// what a job writes beside its label, and names "can't begin with $".
    /// </summary>
    public static bool IsReserved(string key) =>
        key is ImageKey or "source" || key.EndsWith("-metadata", StringComparison.Ordinal) || key.StartsWith('$');
}
