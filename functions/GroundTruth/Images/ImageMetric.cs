using Hosting;

namespace GroundTruth.Images;

/// <summary>What copying images counts beside what every function has.</summary>
internal static class ImageMetric
{
    /// <summary>Images that were fetched and stored.</summary>
    public static Metric Copied { get; } = Metric.CountOf("ImagesCopied");

    /// <summary>Products without an image.</summary>
    public static Metric Failed { get; } = Metric.CountOf("ImagesFailed");
}
