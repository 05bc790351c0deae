using System.Text;
using System.Text.Json.Nodes;
using IngestTests;
using Local;
using Local.Deployment;
using Local.Processes;

[assembly: AssemblyFixture(typeof(GroundTruthTests.LabelingFixture))]

namespace GroundTruthTests;

/// <summary>S3 and Lambda on loopback, with the labelling job's functions as they are deployed; a configuration of its own for who asks.</summary>
public sealed class LabelingFixture : IAsyncLifetime
{
    private readonly ThrowawayFolder files = ThrowawayFolder.Create("labeling");
    private LocalCloud? cloud;
    private LabelingFunctions? functions;
    private int count;

    public LocalCloud Cloud => cloud ?? throw new InvalidOperationException("The cloud has not been started.");

    /// <summary>The functions without any configuration.</summary>
    public LabelingFunctions Functions => functions ?? throw new InvalidOperationException("The functions have not been deployed.");

    /// <summary>What the functions have printed.</summary>
    public LogWatch Log { get; } = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        cloud = await LocalCloud.StartAsync(
            new LocalCloudOptions { WithPostgres = false, WithStepFunctions = false, OnLog = Log.Add }, Cancellation);
        functions = LabelingFunctions.Deploy(cloud);
    }

    public LabelingFunctions Deploy(params (string Name, string Value)[] environment) =>
        LabelingFunctions.Deploy(
            Cloud,
            environment.ToDictionary(variable => variable.Name, variable => variable.Value, StringComparer.Ordinal),
            $"-{Interlocked.Increment(ref count)}");

    /// <summary>Makes a text an object under a key that no other test has.</summary>
    /// <returns>Its S3 location.</returns>
    public string Put(string content, string extension = ".json") => Put(Encoding.UTF8.GetBytes(content), extension);

    public string Put(byte[] content, string extension = ".json")
    {
        var key = $"object-{Interlocked.Increment(ref count)}{extension}";
        var path = Path.Combine(files.Path, key);
        File.WriteAllBytes(path, content);
        Cloud.S3.MapFile(LabelingFunctions.Bucket, key, path);
        return $"s3://{LabelingFunctions.Bucket}/{key}";
    }

    /// <summary>Makes a file an object that is too large to be held.</summary>
    /// <returns>Its S3 location.</returns>
    public string NewFile(string extension, Action<Stream> write)
    {
        var key = $"object-{Interlocked.Increment(ref count)}{extension}";
        var path = Path.Combine(files.Path, key);
        using (var file = File.Create(path))
            write(file);

        Cloud.S3.MapFile(LabelingFunctions.Bucket, key, path);
        return $"s3://{LabelingFunctions.Bucket}/{key}";
    }

    /// <summary>An S3 location that no other test has, and where nothing is as yet.</summary>
    public string NewTarget(string extension = ".json") => $"s3://{LabelingFunctions.Bucket}/target-{Interlocked.Increment(ref count)}{extension}";

    /// <summary>Whether there is an object at an S3 location.</summary>
    public bool Has(string location) => Cloud.S3.Keys(LabelingFunctions.Bucket).Contains(KeyOf(location), StringComparer.Ordinal);

    /// <summary>The object at an S3 location, as text.</summary>
    public string Text(JsonNode? location)
    {
        using var content = new StreamReader(Cloud.S3.OpenRead(LabelingFunctions.Bucket, KeyOf((string)location!)), new UTF8Encoding(false, true), false);
        return content.ReadToEnd();
    }

    /// <summary>Invokes a function through its bootstrap.</summary>
    /// <returns>Its answer, or its error.</returns>
    public async Task<(JsonNode? Answer, string? ErrorType, string? ErrorMessage)> InvokeAsync(string function, string request)
    {
        var result = await Cloud.Lambda.InvokeAsync(function, Encoding.UTF8.GetBytes(request), Cancellation);
        var payload = JsonNode.Parse(result.Payload.Span);
        return result.IsError ? (null, (string?)payload!["errorType"], (string?)payload["errorMessage"]) : (payload, null, null);
    }

    /// <summary>Invokes a function that is expected to answer.</summary>
    public async Task<JsonNode> CallAsync(string function, JsonObject request)
    {
        var (answer, errorType, errorMessage) = await InvokeAsync(function, request.ToJsonString());
        Assert.True(errorType is null, $"{function} failed with {errorType}: {errorMessage}");
        return answer!;
    }

    private static string KeyOf(string location) => location[$"s3://{LabelingFunctions.Bucket}/".Length..];

    public async ValueTask DisposeAsync()
    {
        if (cloud is not null)
            await cloud.DisposeAsync();

        files.Dispose();
    }
}
