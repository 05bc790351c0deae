using Hosting.Storage;

namespace GroundTruth.Images.Web;

/// <summary>An image that is here as a whole.</summary>
internal sealed record FetchedImage(TemporaryFile File, ImageType Type) : IDisposable
{
    /// <summary>Its place among those that may be on their way at a time, which it has until it is disposed of.</summary>
    public IDisposable? Place { get; init; }

    public void Dispose()
    {
        File.Dispose();
        Place?.Dispose();
    }
}
