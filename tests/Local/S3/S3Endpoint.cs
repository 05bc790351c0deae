using Local.Processes;
using Microsoft.AspNetCore.Http;

namespace Local.S3;

/// <summary>
/// An S3 for the real SDK, addressed path-style: HEAD and GET of objects with Range, If-Match and versionId, PUT, DELETE,
/// ListObjectsV2, multipart uploads by copy. Objects are files, served and stored as they stream by.
/// </summary>
public sealed class S3Endpoint : IAsyncDisposable
{
    private readonly ObjectStore store;
    private readonly MultipartCopies copies;
    private LoopbackHost? host;

    private S3Endpoint(ObjectStore store)
    {
        this.store = store;
        copies = new MultipartCopies(store);
    }

    /// <summary>What an S3 client takes as its ServiceURL, with ForcePathStyle; any region, any credentials.</summary>
    public Uri ServiceUrl => new UriBuilder(Uri.UriSchemeHttp, "127.0.0.1", host!.Port).Uri;

    /// <summary>Sees each request before us, and answers true if it has answered it itself: with a fault, in a test.</summary>
    public Func<HttpContext, Task<bool>>? Intercept { get; set; }

    /// <param name="folder">Where buckets are kept; what is in there already is served.</param>
    /// <param name="cancellationToken">Gives up starting.</param>
    public static async Task<S3Endpoint> StartAsync(string folder, CancellationToken cancellationToken)
    {
        var endpoint = new S3Endpoint(new ObjectStore(Directory.CreateDirectory(folder).FullName));
        endpoint.host = await LoopbackHost.StartAsync(endpoint.HandleAsync, cancellationToken);
        return endpoint;
    }

    public void CreateBucket(string bucket) => store.CreateBucket(bucket);

    /// <summary>
    /// Makes a file of the machine an object, without copying it. The file may change: its entity tag then changes too.
    /// </summary>
    /// <param name="bucket">Created if need be.</param>
    /// <param name="key">Any key.</param>
    /// <param name="path">The file.</param>
    /// <param name="versionId">The object's version, if its bucket is to look versioned. Versions mapped before stay readable.</param>
    public void MapFile(string bucket, string key, string path, string? versionId = null) => store.Map(bucket, key, path, versionId);

    /// <summary>The keys that start with a prefix, in S3's order.</summary>
    public IReadOnlyList<string> Keys(string bucket, string prefix = "") =>
        store.Keys(bucket).Where(key => key.StartsWith(prefix, StringComparison.Ordinal)).ToList();

    /// <summary>An object's content, to be disposed by the caller.</summary>
    public Stream OpenRead(string bucket, string key) => store.Open(bucket, key, versionId: null).Content;

    public async ValueTask DisposeAsync()
    {
        if (host is not null)
            await host.DisposeAsync();
    }

    private async Task HandleAsync(HttpContext context)
    {
        if (Intercept is { } intercept && await intercept(context))
            return;

        context.Response.Headers["x-amz-request-id"] = context.TraceIdentifier;
        try
        {
            await AnswerAsync(context, S3Target.Of(context));
        }
        catch (S3Error error) when (!context.Response.HasStarted)
        {
            await error.AnswerAsync(context);
        }
    }

    private Task AnswerAsync(HttpContext context, S3Target target) => (context.Request.Method, target.Key) switch
    {
        ("PUT", "") => CreateBucketAsync(target.Bucket),
        ("HEAD", "") => store.HasBucket(target.Bucket) ? Task.CompletedTask : throw S3Error.NoSuchBucket(target.Bucket),
        ("GET", "") when context.Request.Query["list-type"] == "2" => ObjectListing.AnswerAsync(context, store, target.Bucket),
        ("GET" or "HEAD", not "") => ObjectDownload.AnswerAsync(context, store, target.Bucket, target.Key),
        ("POST", not "") when context.Request.Query.ContainsKey("uploads") => copies.BeginAsync(context, target),
        ("PUT", not "") when context.Request.Query.ContainsKey("uploadId") => copies.AddPartAsync(context),
        ("POST", not "") when context.Request.Query.ContainsKey("uploadId") => copies.CompleteAsync(context, target),
        ("PUT", not "") => ObjectUpload.AnswerAsync(context, store, target.Bucket, target.Key),
        ("DELETE", not "") when context.Request.Query.ContainsKey("uploadId") => copies.AbortAsync(context),
        ("DELETE", not "") => DeleteAsync(context, target),
        _ => throw S3Error.NotImplemented(),
    };

    private Task CreateBucketAsync(string bucket)
    {
        store.CreateBucket(bucket);
        return Task.CompletedTask;
    }

    private Task DeleteAsync(HttpContext context, S3Target target)
    {
        store.Delete(target.Bucket, target.Key);
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }
}
