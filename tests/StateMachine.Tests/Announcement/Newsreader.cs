using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace StateMachineTests.Announcement;

/// <summary>A topic, and a queue that is subscribed to it.</summary>
internal sealed class Newsreader : IDisposable
{
    private readonly QueryClient topics;
    private readonly QueryClient queues;
    private string queue = "";

    private Newsreader(Uri endpoint)
    {
        topics = new QueryClient(endpoint, "sns", "2010-03-31");
        queues = new QueryClient(endpoint, "sqs", "2012-11-05");
    }

    public string Topic { get; private set; } = "";

    public static async Task<Newsreader> SubscribeAsync(Uri endpoint, string name)
    {
        var reader = new Newsreader(endpoint);
        reader.Topic = Text(await reader.topics.CallAsync("CreateTopic", ("Name", name)), "TopicArn");
        reader.queue = Text(await reader.queues.CallAsync("CreateQueue", ("QueueName", name)), "QueueUrl");
        await reader.topics.CallAsync(
            "Subscribe", ("TopicArn", reader.Topic), ("Protocol", "sqs"), ("Endpoint", reader.Topic.Replace(":sns:", ":sqs:", StringComparison.Ordinal)));
        return reader;
    }

    /// <summary>The one message that has been published since it was last asked for.</summary>
    public async Task<(string Subject, string Message)> ReadAsync()
    {
        var received = await queues.CallAsync("ReceiveMessage", ("QueueUrl", queue), ("MaxNumberOfMessages", "10"), ("WaitTimeSeconds", "10"));
        var body = JsonNode.Parse(Text(received, "Body"))!;
        await queues.CallAsync("DeleteMessage", ("QueueUrl", queue), ("ReceiptHandle", Text(received, "ReceiptHandle")));
        return ((string)body["Subject"]!, (string)body["Message"]!);
    }

    public void Dispose()
    {
        topics.Dispose();
        queues.Dispose();
    }

    private static string Text(XElement answer, string name) => Assert.Single(answer.Descendants(), element => element.Name.LocalName == name).Value;
}
