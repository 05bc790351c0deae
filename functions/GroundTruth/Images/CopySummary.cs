namespace GroundTruth.Images;

/// <summary>What became of the products' images.</summary>
/// <param name="Done">Whether all were tried. If not, the function wants to be invoked again with the same request.</param>
/// <param name="Rows">Products looked at: all of them when it is done.</param>
/// <param name="Copied">Images that this invocation copied.</param>
/// <param name="AlreadyThere">Images that were there before.</param>
/// <param name="Failed">Products without an image, by reason.</param>
/// <param name="Images">Where the images are.</param>
/// <param name="Products">The products that have an image; null as long as it is not done.</param>
/// <param name="Failures">The others; null as long as it is not done.</param>
internal sealed record CopySummary(
    bool Done,
    long Rows,
    long Copied,
    long AlreadyThere,
    IReadOnlyDictionary<string, long> Failed,
    string Images,
    string? Products,
    string? Failures);
