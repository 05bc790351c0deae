using Amazon.S3;
using GroundTruth.Manifest;
using Hosting.Storage;

namespace GroundTruth.Images.Products;

/// <summary>A file of products, and the one of those that have an image, in the same format. Neither is held in memory.</summary>
internal abstract class ProductFile : IDisposable
{
    /// <summary>What the manifest calls an image in S3. A file that has such a column or key gets another value in it.</summary>
    protected const string SourceRef = ManifestLimits.ImageKey;

    /// <summary>In bytes. Many rows wait for their images at a time, and one that is longer could not go into a manifest either.</summary>
    protected const int LongestRow = 1024 * 1024;

    /// <summary>The products that have an image.</summary>
    protected TemporaryFile Output { get; } = new();

    public static async Task<ProductFile> OpenAsync(CopyRequest asked, Stream content, CancellationToken cancellationToken) =>
        asked.Format.IsCsv ? await CsvProducts.OpenSheetAsync(asked, content, cancellationToken) : new JsonProducts(asked, content);

    public abstract IAsyncEnumerable<ProductRow> ReadAsync(CancellationToken cancellationToken);

    public abstract Task SaveAsync(IAmazonS3 s3, ObjectLocation target, CancellationToken cancellationToken);

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing) => Output.Dispose();
}
