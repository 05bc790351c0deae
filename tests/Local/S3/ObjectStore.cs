using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace Local.S3;

/// <summary>
/// The objects: a folder for each bucket, a file for each object, and beside those any file of the machine that has been
/// mapped to a key.
/// </summary>
internal sealed partial class ObjectStore(string folder)
{
    private readonly ConcurrentDictionary<(string Bucket, string Key), MappedFile[]> mapped = new();

    public void CreateBucket(string bucket)
    {
        if (!BucketName().IsMatch(bucket))
            throw S3Error.InvalidBucketName();
        Directory.CreateDirectory(FolderOf(bucket));
    }

    public bool HasBucket(string bucket) => BucketName().IsMatch(bucket) && Directory.Exists(FolderOf(bucket));

    /// <summary>The newest mapping of a key is its current version; those before can still be read by their version.</summary>
    public void Map(string bucket, string key, string path, string? versionId)
    {
        CreateBucket(bucket);
        MappedFile file = new(Path.GetFullPath(path), versionId);
        mapped.AddOrUpdate((bucket, key), _ => [file], (_, before) => [file, .. before]);
    }

    /// <exception cref="S3Error">There is no such bucket, key or version.</exception>
    public StoredObject Open(string bucket, string key, string? versionId)
    {
        RequireBucket(bucket);
        var file = mapped.TryGetValue((bucket, key), out var versions)
            ? versions.FirstOrDefault(version => versionId is null || version.Has(versionId))
            : new MappedFile(PathOf(bucket, key), VersionId: null);
        if (file is null || (versionId is not null && !file.Has(versionId)))
            throw S3Error.NoSuchVersion();

        try
        {
            var content = new FileStream(
                file.Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0, FileOptions.Asynchronous);
            return new StoredObject(content, file.VersionId);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw S3Error.NoSuchKey();
        }
    }

    /// <summary>Stores an object as a whole or not at all.</summary>
    /// <param name="bucket">Its bucket.</param>
    /// <param name="key">Its key.</param>
    /// <param name="write">Writes its content.</param>
    /// <param name="replace">Whether it may take the place of an object of the same key.</param>
    /// <exception cref="S3Error">There is no such bucket; or the key is taken and must not be replaced.</exception>
    public async Task PutAsync(string bucket, string key, Func<Stream, Task> write, bool replace)
    {
        RequireBucket(bucket);
        var uploads = Directory.CreateDirectory(Path.Combine(folder, ".uploads"));
        var upload = Path.Combine(uploads.FullName, Guid.NewGuid().ToString("N"));
        try
        {
            await using (var content = new FileStream(upload, FileMode.CreateNew, FileAccess.Write, FileShare.None))
                await write(content);

            var path = PathOf(bucket, key);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            if (!replace && (File.Exists(path) || mapped.ContainsKey((bucket, key))))
                throw S3Error.PreconditionFailed();
            File.Move(upload, path, overwrite: replace);
            mapped.TryRemove((bucket, key), out _);
        }
        catch (IOException) when (!replace && File.Exists(PathOf(bucket, key)))
        {
            throw S3Error.PreconditionFailed();
        }
        finally
        {
            File.Delete(upload);
        }
    }

    public void Delete(string bucket, string key)
    {
        RequireBucket(bucket);
        mapped.TryRemove((bucket, key), out _);
        var path = PathOf(bucket, key);
        if (File.Exists(path))
            File.Delete(path);
    }

    /// <summary>All keys of a bucket in S3's order, that of their UTF-8 bytes.</summary>
    /// <exception cref="S3Error">There is no such bucket.</exception>
    public IReadOnlyList<string> Keys(string bucket)
    {
        RequireBucket(bucket);
        var root = FolderOf(bucket);
        var stored = Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories)
            .Select(path => ObjectFileName.ToKey(Path.GetRelativePath(root, path)));
        var elsewhere = mapped.Keys.Where(file => string.Equals(file.Bucket, bucket, StringComparison.Ordinal)).Select(file => file.Key);
        return [.. stored.Union(elsewhere, StringComparer.Ordinal).Order(Utf8Order.Instance)];
    }

    private void RequireBucket(string bucket)
    {
        if (!HasBucket(bucket))
            throw S3Error.NoSuchBucket(bucket);
    }

    private string FolderOf(string bucket) => Path.Combine(folder, bucket);

    private string PathOf(string bucket, string key) => Path.Combine(FolderOf(bucket), ObjectFileName.FromKey(key));

    [GeneratedRegex("^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex BucketName();

    private sealed record MappedFile(string Path, string? VersionId)
    {
        // S3 calls the version of an object that has none "null".
        public bool Has(string versionId) => string.Equals(versionId, VersionId ?? "null", StringComparison.Ordinal);
    }
}
