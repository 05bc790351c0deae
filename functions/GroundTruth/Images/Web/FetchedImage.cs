using Hosting.Storage;

namespace GroundTruth.Images.Web;

/// <summary>An image that is here as a whole.</summary>
internal sealed record FetchedImage(TemporaryFile File, ImageType Type) : IDisposable
{
    public void Dispose() => File.Dispose();
}
