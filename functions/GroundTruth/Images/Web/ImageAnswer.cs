namespace GroundTruth.Images.Web;

/// <summary>What came of one request: an image, or the URL that it leads to.</summary>
internal abstract record ImageAnswer
{
    internal sealed record Here(FetchedImage Image) : ImageAnswer;

    internal sealed record Elsewhere(Uri Url) : ImageAnswer;
}
