using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;
using Local.Lambda;
using Local.Processes;
using Local.S3;

namespace GroundTruthTests.Images;

/// <summary>The function as its process, S3, and a server of images that it may reach although it is on loopback.</summary>
public sealed class CopyFixture : IAsyncLifetime
{
    public const string Bucket = "labeling";

    private readonly ThrowawayFolder files = ThrowawayFolder.Create("images");
    private S3Endpoint? s3;
    private LambdaEndpoint? lambda;
    private ImageSite? site;
    private int count;

    public ImageSite Site => site ?? throw new InvalidOperationException("The site has not been started.");

    public S3Endpoint S3 => s3 ?? throw new InvalidOperationException("S3 has not been started.");

    public LambdaEndpoint Lambda => lambda ?? throw new InvalidOperationException("Lambda has not been started.");

    /// <summary>Media types of the objects that were put, by key.</summary>
    public ConcurrentDictionary<string, string> MediaTypes { get; } = new(StringComparer.Ordinal);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        s3 = await S3Endpoint.StartAsync(Path.Combine(files.Path, "s3"), Cancellation);
        s3.CreateBucket(Bucket);
        s3.Intercept = context =>
        {
            if (context.Request.Method == "PUT")
                MediaTypes[context.Request.Path.Value![(Bucket.Length + 2)..]] = context.Request.ContentType ?? "";

            return Task.FromResult(false);
        };
        site = await ImageSite.StartAsync(Cancellation);
        lambda = await LambdaEndpoint.StartAsync(TestContext.Current.SendDiagnosticMessage, Cancellation);
        Deploy("CopyImages", TimeSpan.FromMinutes(5));
    }

    public void Deploy(string function, TimeSpan timeout) => Lambda.AddFunction(new FunctionOptions
    {
        Name = function,
        Command = ["dotnet", Executable],
        Environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["FUNCTION_HANDLER"] = "CopyImages",
            ["AWS_ENDPOINT_URL_S3"] = S3.ServiceUrl.ToString(),
            ["IMAGE_HOSTS_ALLOWED"] = $"127.0.0.1:{Site.Port},localhost:{Site.Port}",
        },
        Timeout = timeout,
        MaxEnvironments = 1,
    });

    /// <summary>A prefix that no other test has.</summary>
    public string NewTarget() => $"s3://{Bucket}/target {Interlocked.Increment(ref count)}/";

    /// <summary>Makes a text an object under a key that no other test has.</summary>
    /// <returns>Its S3 location.</returns>
    public string Put(string name, string content) => Put(name, Encoding.UTF8.GetBytes(content));

    public string Put(string name, byte[] content)
    {
        var key = $"{Interlocked.Increment(ref count)}/{name}";
        var path = Path.Combine(files.Path, Uri.EscapeDataString(key));
        File.WriteAllBytes(path, content);
        S3.MapFile(Bucket, key, path);
        return $"s3://{Bucket}/{key}";
    }

    /// <summary>Makes a sheet with an image's URL in each row.</summary>
    public string PutSheet(params string[] urls) =>
        Put("products.csv", "id,image_url\n" + string.Concat(urls.Select((url, index) => $"{index + 1},{url}\n")));

    public async Task<(JsonNode? Answer, string? ErrorType, string? ErrorMessage)> InvokeAsync(JsonObject request, string function = "CopyImages")
    {
        var result = await Lambda.InvokeAsync(function, Encoding.UTF8.GetBytes(request.ToJsonString()), Cancellation);
        var payload = JsonNode.Parse(result.Payload.Span);
        return result.IsError ? (null, (string?)payload!["errorType"], (string?)payload["errorMessage"]) : (payload, null, null);
    }

    /// <summary>Invokes the function, which is expected to answer.</summary>
    public async Task<JsonNode> CopyAsync(string source, string target, JsonObject? settings = null, string function = "CopyImages")
    {
        var request = settings ?? [];
        request["source"] = source;
        request["target"] = target;
        var (answer, errorType, errorMessage) = await InvokeAsync(request, function);
        Assert.True(errorType is null, $"CopyImages failed with {errorType}: {errorMessage}");
        return answer!;
    }

    public async Task<byte[]> BytesAsync(string location)
    {
        await using var content = S3.OpenRead(Bucket, KeyOf(location));
        using var copy = new MemoryStream();
        await content.CopyToAsync(copy, Cancellation);
        return copy.ToArray();
    }

    public async Task<string> TextAsync(string location) => Encoding.UTF8.GetString(await BytesAsync(location));

    public IReadOnlyList<string> Keys(string prefix) => S3.Keys(Bucket, KeyOf(prefix));

    public static string KeyOf(string location) => location[$"s3://{Bucket}/".Length..];

    public async ValueTask DisposeAsync()
    {
        if (lambda is not null)
            await lambda.DisposeAsync();
        if (site is not null)
            await site.DisposeAsync();
        if (s3 is not null)
            await s3.DisposeAsync();

        files.Dispose();
    }

    /// <summary>Where the build puts what is deployed: bin/GroundTruth.Tests/debug is we.</summary>
    private static string Executable
    {
        get
        {
            var here = new DirectoryInfo(AppContext.BaseDirectory);
            return Path.Combine(here.Parent!.Parent!.FullName, "GroundTruth", here.Name, "GroundTruth.dll");
        }
    }
}
