using System.Text.Json;
using System.Text.Json.Serialization;
using Amazon.Lambda.S3Events;
using Ingest.Hosting;

namespace Ingest.Trigger;

/// <summary>The body of a queue's message: a notification of S3, or what else may be found in its place.</summary>
internal sealed class Notification : S3Event
{
    /// <summary>Set in the message that S3 sends once, when notifications are switched on.</summary>
    public string? Event { get; set; }

    /// <summary>Set where the notification came by way of SNS, which wraps it.</summary>
    public string? TopicArn { get; set; }

    /// <summary>Set where it came by way of EventBridge, which has a form of its own.</summary>
    [JsonPropertyName("detail-type")]
    public string? DetailType { get; set; }

    [JsonIgnore]
    public bool IsTest => Event == "s3:TestEvent";

    /// <exception cref="UnreadableNotification">It is something else.</exception>
    public static Notification Read(string? body)
    {
        var notification = Parse(body ?? "");
        if (notification.Records is not null || notification.IsTest)
            return notification;

        throw new UnreadableNotification(notification switch
        {
            { TopicArn: not null } => "the message comes from SNS; let the bucket notify the queue, or switch raw message delivery on.",
            { DetailType: not null } => "the message comes from EventBridge; let the bucket notify the queue itself.",
            _ => "the message has no Records: it is no notification of S3.",
        });
    }

    private static Notification Parse(string body)
    {
        try
        {
            return JsonSerializer.Deserialize(body, IngestJsonContext.Default.Notification)
                ?? throw new UnreadableNotification("the message is null: it is no notification of S3.");
        }
        catch (JsonException e)
        {
            throw new UnreadableNotification($"the message is no notification of S3: {e.Message}");
        }
    }
}
