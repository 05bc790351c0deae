using System.Net;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using Local.Processes;
using Local.S3;

namespace StateMachineTests.LocalCloud;

/// <summary>With the real SDK on the other side.</summary>
public sealed class S3EndpointTests : IAsyncLifetime
{
    private const string Bucket = "labels";

    private readonly ThrowawayFolder folder = ThrowawayFolder.Create("tests");
    private S3Endpoint s3 = null!;
    private AmazonS3Client client = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string BucketsFolder => Path.Combine(folder.Path, "buckets");

    public async ValueTask InitializeAsync()
    {
        s3 = await S3Endpoint.StartAsync(BucketsFolder, Cancellation);
        s3.CreateBucket(Bucket);
        client = NewClient();
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await s3.DisposeAsync();
        folder.Dispose();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(65_536)]
    [InlineData(3_000_001)]
    public async Task What_is_put_is_got_again(int size)
    {
        var content = RandomBytes(size);

        await PutAsync("a", content);

        Assert.Equal(content, await GetAsync("a"));
        Assert.Equal(size, (await client.GetObjectMetadataAsync(Bucket, "a", Cancellation)).ContentLength);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task However_the_upload_is_encoded(bool inChunks)
    {
        var content = RandomBytes(300_000);
        var request = new PutObjectRequest
        {
            BucketName = Bucket,
            Key = "a",
            InputStream = new MemoryStream(content),
            UseChunkEncoding = inChunks,
            ChecksumAlgorithm = ChecksumAlgorithm.SHA256,
        };

        await client.PutObjectAsync(request, Cancellation);

        Assert.Equal(content, await GetAsync("a"));
    }

    [Theory]
    [InlineData("3\r\nabc\r\n2;chunk-signature=0\r\nde\r\n0\r\nx-amz-checksum-crc32:AAAAAA==\r\n\r\n", HttpStatusCode.OK)]
    [InlineData("5\r\nabcde\r\n0\r\n\r\n", HttpStatusCode.OK)]
    [InlineData("5\r\nabcde\r\n", HttpStatusCode.BadRequest)]
    [InlineData("5\r\nabc", HttpStatusCode.BadRequest)]
    [InlineData("4\r\nabcde\r\n0\r\n\r\n", HttpStatusCode.BadRequest)]
    [InlineData("4\r\nabcd\r\n0\r\n\r\n", HttpStatusCode.BadRequest)]
    [InlineData("abcde", HttpStatusCode.BadRequest)]
    public async Task An_upload_in_chunks_is_stored_as_a_whole_or_not_at_all(string body, HttpStatusCode expected)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Put, new Uri(s3.ServiceUrl, $"{Bucket}/a"));
        request.Content = new StringContent(body);
        request.Headers.Add("x-amz-content-sha256", "STREAMING-UNSIGNED-PAYLOAD-TRAILER");
        request.Headers.Add("x-amz-decoded-content-length", "5");

        using var response = await http.SendAsync(request, Cancellation);

        Assert.Equal(expected, response.StatusCode);
        Assert.Equal(expected == HttpStatusCode.OK ? ["a"] : [], s3.Keys(Bucket));
        if (expected == HttpStatusCode.OK)
            Assert.Equal("abcde"u8.ToArray(), await GetAsync("a"));
        Assert.Empty(Directory.GetFiles(Path.Combine(BucketsFolder, ".uploads")));
    }

    [Fact]
    public async Task A_request_for_a_range_gets_that_range()
    {
        var content = RandomBytes(1_000);
        await PutAsync("a", content);

        Assert.Equal(content[10..20], await GetAsync("a", new ByteRange(10, 19)));
        Assert.Equal(content[990..], await GetAsync("a", new ByteRange(990, 5_000)));
        Assert.Equal(content[900..], await GetAsync("a", new ByteRange("bytes=900-")));
        Assert.Equal(content[993..], await GetAsync("a", new ByteRange("bytes=-7")));
    }

    [Fact]
    public async Task A_range_beyond_the_end_is_an_invalid_range()
    {
        await PutAsync("a", RandomBytes(10));
        await PutAsync("empty", []);

        const HttpStatusCode Status = HttpStatusCode.RequestedRangeNotSatisfiable;
        await AssertRefusedAsync("InvalidRange", Status, () => GetAsync("a", new ByteRange(10, 20)));
        await AssertRefusedAsync("InvalidRange", Status, () => GetAsync("empty", new ByteRange(0, 0)));
    }

    [Fact]
    public async Task Once_the_object_is_replaced_its_old_tag_no_longer_matches()
    {
        var before = (await PutAsync("a", RandomBytes(10))).ETag;
        Assert.Equal(before, (await client.GetObjectMetadataAsync(Bucket, "a", Cancellation)).ETag);
        Assert.Equal(10, (await GetIfMatchAsync(before)).Length);

        await PutAsync("a", RandomBytes(10));

        await AssertRefusedAsync("PreconditionFailed", HttpStatusCode.PreconditionFailed, () => GetIfMatchAsync(before));

        async Task<byte[]> GetIfMatchAsync(string tag)
        {
            var request = new GetObjectRequest { BucketName = Bucket, Key = "a", EtagToMatch = tag };
            using var response = await client.GetObjectAsync(request, Cancellation);
            return await ReadAsync(response);
        }
    }

    [Fact]
    public async Task A_download_that_has_begun_ends_with_the_object_it_began_with()
    {
        var before = RandomBytes(20_000_000);
        await PutAsync("a", before);

        using var response = await client.GetObjectAsync(Bucket, "a", Cancellation);
        await PutAsync("a", RandomBytes(20_000_000));

        Assert.Equal(before, await ReadAsync(response));
    }

    [Fact]
    public async Task Any_file_can_be_an_object_without_being_copied()
    {
        const long Size = 5L << 30;
        var path = Path.Combine(folder.Path, "large");
        await using (var file = File.Create(path))
        {
            file.SetLength(Size); // sparse: it takes no space
            file.Position = Size - 4;
            await file.WriteAsync("tail"u8.ToArray(), Cancellation);
        }

        s3.MapFile(Bucket, "large.jsonl", path);

        Assert.Equal(Size, (await client.GetObjectMetadataAsync(Bucket, "large.jsonl", Cancellation)).ContentLength);
        Assert.Equal("\0\0tail"u8.ToArray(), await GetAsync("large.jsonl", new ByteRange(Size - 6, Size - 1)));
        Assert.Equal(["large.jsonl"], s3.Keys(Bucket));
    }

    [Fact]
    public async Task Versions_of_a_mapped_object_stay_readable()
    {
        s3.MapFile(Bucket, "a", await WriteFileAsync("old"), "v1");
        s3.MapFile(Bucket, "a", await WriteFileAsync("new"), "v2");

        Assert.Equal("v2", (await client.GetObjectMetadataAsync(Bucket, "a", Cancellation)).VersionId);
        Assert.Equal("old"u8.ToArray(), await GetVersionAsync("v1"));
        Assert.Equal("new"u8.ToArray(), await GetVersionAsync("v2"));
        Assert.Equal("new"u8.ToArray(), await GetAsync("a"));
        await AssertRefusedAsync("NoSuchVersion", HttpStatusCode.NotFound, () => GetVersionAsync("v3"));

        async Task<byte[]> GetVersionAsync(string version)
        {
            using var response = await client.GetObjectAsync(Bucket, "a", version, Cancellation);
            return await ReadAsync(response);
        }
    }

    [Fact]
    public async Task What_is_not_there_is_named()
    {
        await AssertRefusedAsync("NoSuchKey", HttpStatusCode.NotFound, () => GetAsync("nothing"));
        await AssertRefusedAsync("NoSuchBucket", HttpStatusCode.NotFound, () => client.GetObjectAsync("nowhere", "a", Cancellation));
        var put = new PutObjectRequest { BucketName = "nowhere", Key = "a", ContentBody = "" };
        await AssertRefusedAsync("NoSuchBucket", HttpStatusCode.NotFound, () => client.PutObjectAsync(put, Cancellation));

        var head = await Assert.ThrowsAsync<AmazonS3Exception>(() => client.GetObjectMetadataAsync(Bucket, "nothing", Cancellation));
        Assert.Equal(HttpStatusCode.NotFound, head.StatusCode);
    }

    [Fact]
    public async Task An_object_that_must_not_replace_another_does_not()
    {
        var request = new PutObjectRequest { BucketName = Bucket, Key = "a", ContentBody = "first", IfNoneMatch = "*" };
        await client.PutObjectAsync(request, Cancellation);

        request.ContentBody = "second";
        await AssertRefusedAsync(
            "PreconditionFailed", HttpStatusCode.PreconditionFailed, () => client.PutObjectAsync(request, Cancellation));

        Assert.Equal("first"u8.ToArray(), await GetAsync("a"));
    }

    [Fact]
    public async Task Hostile_keys_are_only_keys()
    {
        string[] keys =
        [
            "plain.jsonl", "a/b/c", "a/b", "a", "../../etc/passwd", "..", ".hidden", "a//b", "trailing/", "100%2F", "%2e%2e%2f",
            "it's \"quoted\"", "back\\slash", "spaces  and + plus", "ünïcödé 猫 🐈", "a?b&c=d#e", "new\nline",
            new string('x', 1024), new string('.', 600),
        ];

        foreach (var key in keys)
            await PutAsync(key, System.Text.Encoding.UTF8.GetBytes(key));

        foreach (var key in keys)
            Assert.Equal(key, System.Text.Encoding.UTF8.GetString(await GetAsync(key)));
        Assert.Equal(keys.Order(StringComparer.Ordinal), s3.Keys(Bucket).Order(StringComparer.Ordinal));
        var bucketFolder = Path.Combine(BucketsFolder, Bucket) + Path.DirectorySeparatorChar;
        Assert.All(
            Directory.GetFiles(folder.Path, "*", SearchOption.AllDirectories),
            file => Assert.StartsWith(bucketFolder, Path.GetFullPath(file), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_listing_has_the_keys_of_a_prefix_page_by_page_and_in_order()
    {
        string[] keys = ["run/2/a", "run/1/c", "run/1/a & b", "run/1/ä", "other", "run/1/b<>"];
        foreach (var key in keys)
            await PutAsync(key, RandomBytes(key.Length));

        var pages = client.Paginators.ListObjectsV2(new ListObjectsV2Request { BucketName = Bucket, Prefix = "run/1/", MaxKeys = 2 });
        var listed = new List<S3Object>();
        await foreach (var found in pages.S3Objects.WithCancellation(Cancellation))
            listed.Add(found);

        Assert.Equal(["run/1/a & b", "run/1/b<>", "run/1/c", "run/1/ä"], listed.Select(found => found.Key));
        Assert.All(listed, found => Assert.Equal(found.Key.Length, found.Size));
        await client.DeleteObjectAsync(Bucket, "run/1/c", Cancellation);
        Assert.DoesNotContain("run/1/c", s3.Keys(Bucket));
    }

    [Fact]
    public async Task A_test_may_answer_in_our_place()
    {
        await PutAsync("a", [1, 2, 3]);
        var refusals = 2;
        s3.Intercept = context =>
        {
            if (refusals-- <= 0)
                return Task.FromResult(false);
            context.Response.StatusCode = 503;
            return Task.FromResult(true);
        };

        Assert.Equal([1, 2, 3], await GetAsync("a"));
        Assert.Equal(-1, refusals);
    }

    private AmazonS3Client NewClient() => new(
        new BasicAWSCredentials("local", "local"),
        new AmazonS3Config { ServiceURL = s3.ServiceUrl.ToString(), ForcePathStyle = true, AuthenticationRegion = "us-east-1" });

    private static byte[] RandomBytes(int size)
    {
        var bytes = new byte[size];
        new Random(size).NextBytes(bytes);
        return bytes;
    }

    private async Task<string> WriteFileAsync(string content)
    {
        var path = Path.Combine(folder.Path, content);
        await File.WriteAllTextAsync(path, content, Cancellation);
        return path;
    }

    private Task<PutObjectResponse> PutAsync(string key, byte[] content)
    {
        var request = new PutObjectRequest { BucketName = Bucket, Key = key, InputStream = new MemoryStream(content) };
        return client.PutObjectAsync(request, Cancellation);
    }

    private async Task<byte[]> GetAsync(string key, ByteRange? range = null)
    {
        var request = new GetObjectRequest { BucketName = Bucket, Key = key, ByteRange = range };
        using var response = await client.GetObjectAsync(request, Cancellation);
        return await ReadAsync(response);
    }

    private static async Task<byte[]> ReadAsync(GetObjectResponse response)
    {
        using var content = new MemoryStream();
        await response.ResponseStream.CopyToAsync(content, Cancellation);
        return content.ToArray();
    }

    private static async Task AssertRefusedAsync(string code, HttpStatusCode status, Func<Task> action)
    {
        var error = await Assert.ThrowsAnyAsync<AmazonS3Exception>(action);
        Assert.Equal(code, error.ErrorCode);
        Assert.Equal(status, error.StatusCode);
    }
}
