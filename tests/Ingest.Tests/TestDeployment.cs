using System.Text;
using System.Text.Json.Nodes;
using Local;
using Local.Deployment;
using Local.SampleCatalog;
using Npgsql;

namespace IngestTests;

/// <summary>The pipeline, deployed for one test: with a bucket, a catalog and results of its own.</summary>
public sealed class TestDeployment(LocalCloud cloud, IngestPipeline pipeline, NpgsqlDataSource database, string bucket, DirectoryInfo folder)
    : IAsyncDisposable
{
    private int runs;

    public IngestPipeline Pipeline => pipeline;

    public string Bucket => bucket;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Makes some text an object.</summary>
    /// <returns>Its S3 location.</returns>
    public string Put(string key, string content) => Put(key, Encoding.UTF8.GetBytes(content));

    public string Put(string key, byte[] content)
    {
        var path = PathOf(key);
        File.WriteAllBytes(path, content);
        return Map(key, path);
    }

    /// <summary>Where a test can write an object's content before it maps it.</summary>
    public string PathOf(string key) => Path.Combine(folder.FullName, Uri.EscapeDataString(key));

    public string Map(string key, string path)
    {
        cloud.S3.MapFile(bucket, key, path);
        return $"s3://{bucket}/{key}";
    }

    /// <summary>Gives the catalog the images that an object is about.</summary>
    public Task AddImagesAsync(string key, double share = 1) => SampleImages.AddAsync(database, "image", PathOf(key), share, Cancellation);

    /// <summary>A name that no other run of the cloud has.</summary>
    public string NewRunId() => $"{bucket}-run-{++runs}";

    public Task<ExecutionOutcome> RunAsync(string source, JsonObject? settings = null) => RunAsync(NewRunId(), source, settings);

    public Task<ExecutionOutcome> RunAsync(string runId, string source, JsonObject? settings = null)
    {
        var input = settings ?? [];
        input["source"] = source;
        return pipeline.RunAsync(runId, input, Cancellation);
    }

    /// <summary>Invokes a function through its bootstrap.</summary>
    /// <returns>Its answer, or its error.</returns>
    public Task<(JsonNode? Answer, string? ErrorType, string? ErrorMessage)> InvokeAsync(string function, JsonObject request) =>
        InvokeAsync(function, request.ToJsonString());

    public async Task<(JsonNode? Answer, string? ErrorType, string? ErrorMessage)> InvokeAsync(string function, string request)
    {
        var result = await cloud.Lambda.InvokeAsync(pipeline.NameOf(function), Encoding.UTF8.GetBytes(request), Cancellation);
        var payload = JsonNode.Parse(result.Payload.Span);
        return result.IsError ? (null, (string?)payload!["errorType"], (string?)payload["errorMessage"]) : (payload, null, null);
    }

    /// <summary>Invokes a function that is expected to answer.</summary>
    public async Task<JsonNode> CallAsync(string function, JsonObject request)
    {
        var (answer, errorType, errorMessage) = await InvokeAsync(function, request);
        Assert.True(errorType is null, $"{function} failed with {errorType}: {errorMessage}");
        return answer!;
    }

    /// <summary>An object of the results bucket.</summary>
    public async Task<byte[]> ResultAsync(string key)
    {
        await using var content = cloud.S3.OpenRead(IngestPipeline.ResultsBucket, key);
        var copy = new MemoryStream();
        await content.CopyToAsync(copy, Cancellation);
        return copy.ToArray();
    }

    public long PeakResidentBytes(string function) => cloud.Lambda.PeakResidentBytes(pipeline.NameOf(function));

    /// <summary>A connection to the catalog for somebody else who works on it.</summary>
    public async Task<NpgsqlConnection> OpenConnectionAsync() => await database.OpenConnectionAsync(Cancellation);

    public async Task<T?> ScalarAsync<T>(string sql)
    {
        await using var command = database.CreateCommand(sql);
        return await command.ExecuteScalarAsync(Cancellation) is T value ? value : default;
    }

    public async Task<IReadOnlyList<object?[]>> RowsAsync(string sql)
    {
        var rows = new List<object?[]>();
        await using var command = database.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync(Cancellation);
        while (await reader.ReadAsync(Cancellation))
        {
            var row = new object?[reader.FieldCount];
            reader.GetValues(row!);
            rows.Add(row);
        }

        return rows;
    }

    /// <summary>All of the catalog in one value, to be compared with another time's.</summary>
    public Task<string?> CatalogDigestAsync() =>
        ScalarAsync<string>("SELECT md5(string_agg(image::text, ',' ORDER BY identifier)) FROM image");

    public async ValueTask DisposeAsync()
    {
        await pipeline.DisposeAsync();
        await database.DisposeAsync();
    }
}
