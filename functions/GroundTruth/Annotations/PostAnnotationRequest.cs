using System.Text.Json;
using Hosting.Storage;

namespace GroundTruth.Annotations;

/// <summary>What Ground Truth asks for when the workers have answered. Its version is not looked at, and neither is what we do not know.</summary>
/// <param name="LabelAttributeName">The key under which the output manifest will have the label.</param>
/// <param name="Payload">Where the answers are.</param>
/// <param name="RoleArn">The job's role; null if the request has none.</param>
/// <param name="LabelingJobArn">The job, for the log.</param>
internal sealed record PostAnnotationRequest(string LabelAttributeName, ObjectLocation Payload, string? RoleArn, string? LabelingJobArn)
{
    /// <exception cref="InvalidAnnotationRequest">Something that is needed is missing or of the wrong kind.</exception>
    public static PostAnnotationRequest Read(JsonElement request)
    {
        if (request.ValueKind != JsonValueKind.Object)
            throw new InvalidAnnotationRequest("The request must be a JSON object with labelAttributeName and payload.");

        var uri = request.TryGetProperty("payload", out var payload) ? S3Uri(payload) : null;
        if (uri is null || !ObjectLocation.TryParse(uri, out var location))
            throw new InvalidAnnotationRequest("payload.s3Uri is missing or not \"s3://bucket/key\": it says where the answers are.");

        return new PostAnnotationRequest(
            Text(request, "labelAttributeName") is { Length: > 0 } name
                ? name
                : throw new InvalidAnnotationRequest("labelAttributeName is missing or no text: it names the label in the output manifest."),
            location,
            Text(request, "roleArn"),
            Text(request, "labelingJobArn"));
    }

    /// <summary>Ground Truth writes the key either way.</summary>
    public static string? S3Uri(JsonElement owner) => Text(owner, "s3Uri") ?? Text(owner, "s3uri");

    private static string? Text(JsonElement owner, string key) =>
        owner.ValueKind == JsonValueKind.Object && owner.TryGetProperty(key, out var value) ? JsonText.OrNull(value) : null;
}
