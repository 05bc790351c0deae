using System.Text;
using System.Text.Json.Nodes;
using Local.Lambda;
using Local.Processes;
using Local.S3;

namespace GroundTruthTests;

/// <summary>The functions that turn one object in S3 into another: the executable that is deployed, and an S3 over HTTP.</summary>
public sealed class DataFunctions : IAsyncLifetime
{
    public const string Bucket = "labeling";

    private readonly ThrowawayFolder folder = ThrowawayFolder.Create("labeling");
    private LambdaEndpoint lambda = null!;

    public S3Endpoint S3 { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        S3 = await S3Endpoint.StartAsync(Path.Combine(folder.Path, "s3"), TestContext.Current.CancellationToken);
        S3.CreateBucket(Bucket);
        S3.CreateBucket("labels");
        lambda = await LambdaEndpoint.StartAsync(log: null, TestContext.Current.CancellationToken);
        foreach (var function in new[] { "BuildTaxonomy", "BuildManifest", "LabelsToIngest" })
        {
            lambda.AddFunction(new FunctionOptions
            {
                Name = function,
                Command = ["dotnet", Executable],
                Environment = new Dictionary<string, string>(StringComparer.Ordinal)
                {
                    ["FUNCTION_HANDLER"] = function,
                    ["AWS_ENDPOINT_URL_S3"] = S3.ServiceUrl.ToString(),
                },
            });
        }
    }

    public async ValueTask DisposeAsync()
    {
        await lambda.DisposeAsync();
        await S3.DisposeAsync();
        folder.Dispose();
    }

    /// <summary>Puts an object into <see cref="Bucket"/>.</summary>
    /// <returns>Its URI.</returns>
    public string Put(string key, string content) => Put(key, write => write.Write(Encoding.UTF8.GetBytes(content)));

    public string Put(string key, Action<Stream> write)
    {
        var path = Path.Combine(folder.Path, Guid.NewGuid().ToString("N"));
        using (var file = File.Create(path))
            write(file);

        S3.MapFile(Bucket, key, path);
        return $"s3://{Bucket}/{key}";
    }

    /// <summary>The content of an object, by its URI.</summary>
    public byte[] Get(string uri)
    {
        using var content = S3.OpenRead(new Uri(uri).Host, new Uri(uri).AbsolutePath[1..]);
        using var copy = new MemoryStream();
        content.CopyTo(copy);
        return copy.ToArray();
    }

    public string GetText(string uri) => Encoding.UTF8.GetString(Get(uri));

    public bool Has(string key) => S3.Keys(Bucket).Contains(key, StringComparer.Ordinal);

    public async Task<JsonObject> InvokeAsync(string function, JsonObject request)
    {
        var (isError, answer) = await TryInvokeAsync(function, request);
        Assert.False(isError, answer.ToJsonString());
        return answer;
    }

    /// <returns>The error's name, and its message.</returns>
    public async Task<(string Name, string Message)> FailAsync(string function, JsonObject request)
    {
        var (isError, answer) = await TryInvokeAsync(function, request);
        Assert.True(isError, answer.ToJsonString());
        return ((string)answer["errorType"]!, (string)answer["errorMessage"]!);
    }

    public long PeakResidentBytes(string function) => lambda.PeakResidentBytes(function);

    private async Task<(bool IsError, JsonObject Answer)> TryInvokeAsync(string function, JsonObject request)
    {
        var result = await lambda.InvokeAsync(function, Encoding.UTF8.GetBytes(request.ToJsonString()), TestContext.Current.CancellationToken);
        return (result.IsError, JsonNode.Parse(result.Payload.Span)!.AsObject());
    }

    private static string Executable
    {
        get
        {
            // bin/GroundTruth.Tests/debug → bin/GroundTruth/debug
            var here = new DirectoryInfo(AppContext.BaseDirectory);
            return Path.Combine(here.Parent!.Parent!.FullName, "GroundTruth", here.Name, "GroundTruth.dll");
        }
    }
}
