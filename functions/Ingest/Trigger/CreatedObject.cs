using System.Net;
using Amazon.Lambda.S3Events;
using Hosting;
using Hosting.Storage;

namespace Ingest.Trigger;

/// <summary>An object that was put into the bucket.</summary>
/// <param name="Location">Where it is.</param>
/// <param name="Version">What tells it from others that were, or will be, in the same place.</param>
/// <param name="Size">Bytes.</param>
internal sealed record CreatedObject(ObjectLocation Location, string Version, long Size)
{
    /// <summary>What consoles and Hadoop put where they pretend that there is a folder.</summary>
    public bool IsFolder => Location.Key.EndsWith('/') || (Size == 0 && Location.Key.EndsWith("_$folder$", StringComparison.Ordinal));

    /// <exception cref="UnreadableNotification">The record does not say which object it is.</exception>
    public static CreatedObject Of(S3Event.S3EventNotificationRecord record)
    {
        if (record.S3 is not { Bucket.Name: { } bucket, Object: { Key: { } encodedKey } created })
            throw new UnreadableNotification("a record lacks the bucket's name or the object's key.");

        var key = WebUtility.UrlDecode(encodedKey);
        return ObjectLocation.TryParse($"s3://{bucket}/{key}", out var location) && location.Bucket == bucket
            ? new CreatedObject(location, VersionOf(created), created.Size)
            : throw new UnreadableNotification($"a record names {LogText.Of($"s3://{bucket}/{key}")}, which cannot be an object in S3.");
    }

    private static string VersionOf(S3Event.S3ObjectEntity created) => created switch
    {
        // "null" is the version of all objects of a bucket that has ceased to keep versions.
        { VersionId: { Length: > 0 } version } when version != "null" => $"version {version}",
        { ETag: { Length: > 0 } etag } => $"etag {etag}",
        _ => throw new UnreadableNotification("a record has neither version nor ETag to tell the object from its predecessors."),
    };
}
