using System.Text.Json.Serialization;

namespace Catalog.Ledger;

/// <summary>The object that a run reads, as it was when the run was planned.</summary>
/// <param name="Bucket">Bucket.</param>
/// <param name="Key">Key, decoded.</param>
/// <param name="ETag">Entity tag, as S3 gave it: reads are pinned to it.</param>
/// <param name="VersionId">Version in a versioned bucket, else null.</param>
/// <param name="Size">Size in bytes.</param>
public sealed record SourceVersion(string Bucket, string Key, [property: JsonPropertyName("etag")] string ETag, string? VersionId, long Size)
{
    public override string ToString() => $"s3://{Bucket}/{Key}";
}
