using System.Net;
using System.Text.Json.Nodes;

namespace IngestTests;

/// <summary>Events as Lambda makes them of a queue's messages, and messages as S3 writes them.</summary>
public static class QueueEvent
{
    /// <param name="batch">Begins the messages' ids, which end with a number from 0.</param>
    /// <param name="bodies">What the messages hold.</param>
    public static JsonObject Of(string batch, params IEnumerable<string> bodies) => new()
    {
        ["Records"] = new JsonArray(
        [
            .. bodies.Select((body, number) => new JsonObject
            {
                ["messageId"] = $"{batch}-{number}",
                ["receiptHandle"] = "handle",
                ["body"] = body,
                ["attributes"] = new JsonObject { ["ApproximateReceiveCount"] = "1" },
                ["messageAttributes"] = new JsonObject(),
                ["eventSource"] = "aws:sqs",
                ["eventSourceARN"] = "arn:aws:sqs:us-east-1:123456789012:label-files",
                ["awsRegion"] = "us-east-1",
            }),
        ]),
    };

    public static string Notification(params IEnumerable<JsonObject> records) =>
        new JsonObject { ["Records"] = new JsonArray([.. records]) }.ToJsonString();

    /// <param name="bucket">Its name.</param>
    /// <param name="key">As it is; it is written as S3 encodes it.</param>
    /// <param name="what">What happened.</param>
    /// <param name="etag">Left out where null, as for an object that is gone.</param>
    /// <param name="versionId">Left out where null.</param>
    /// <param name="size">Bytes.</param>
    public static JsonObject Record(
        string bucket, string key, string what = "ObjectCreated:Put", string? etag = "d41d8cd98f00b204e9800998ecf8427e", string? versionId = null, long size = 1)
    {
        var changed = new JsonObject { ["key"] = WebUtility.UrlEncode(key).Replace("%2F", "/", StringComparison.Ordinal), ["sequencer"] = "0055AED6DCD90281E5" };
        if (etag is not null)
            (changed["size"], changed["eTag"]) = (size, etag);

        if (versionId is not null)
            changed["versionId"] = versionId;

        return new JsonObject
        {
            ["eventVersion"] = "2.1",
            ["eventSource"] = "aws:s3",
            ["awsRegion"] = "us-east-1",
            ["eventTime"] = "2026-01-01T00:00:00.000Z",
            ["eventName"] = what,
            ["userIdentity"] = new JsonObject { ["principalId"] = "AWS:AIDAEXAMPLE" },
            ["requestParameters"] = new JsonObject { ["sourceIPAddress"] = "192.0.2.1" },
            ["responseElements"] = new JsonObject { ["x-amz-request-id"] = "C3D13FE58DE4C810", ["x-amz-id-2"] = "FMyUVURIY8" },
            ["s3"] = new JsonObject
            {
                ["s3SchemaVersion"] = "1.0",
                ["configurationId"] = "labels",
                ["bucket"] = new JsonObject { ["name"] = bucket, ["arn"] = $"arn:aws:s3:::{bucket}" },
                ["object"] = changed,
            },
        };
    }
}
