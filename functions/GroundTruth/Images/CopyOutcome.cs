using GroundTruth.Images.Products;

namespace GroundTruth.Images;

/// <summary>What became of one product's image.</summary>
/// <param name="Row">The product.</param>
/// <param name="Image">The image; null where the row does not name any.</param>
internal abstract record CopyOutcome(ProductRow Row, ImageName? Image)
{
    /// <summary>It is in S3.</summary>
    /// <param name="Location">Where.</param>
    /// <param name="IsNew">This invocation put it there.</param>
    internal sealed record Stored(ProductRow Row, ImageName? Image, string Location, bool IsNew) : CopyOutcome(Row, Image);

    /// <param name="Reason">One of <see cref="CopyFailure"/>.</param>
    internal sealed record Failed(ProductRow Row, ImageName? Image, string Reason) : CopyOutcome(Row, Image);

    /// <summary>Time was up before it could be fetched.</summary>
    internal sealed record Unfinished(ProductRow Row, ImageName? Image) : CopyOutcome(Row, Image);
}
