using Hosting;

namespace GroundTruth.Hosting;

/// <summary>What the labelling job's functions count beside what every function has.</summary>
internal static class GroundTruthMetric
{
    /// <summary>The namespace in CloudWatch.</summary>
    public const string Namespace = "GroundTruth";

    /// <summary>Objects that were consolidated, or that a file was made of.</summary>
    public static Metric Objects { get; } = Metric.CountOf("Objects");

    /// <summary>Answers of workers to those, given or not.</summary>
    public static Metric Annotations { get; } = Metric.CountOf("Annotations");

    /// <summary>Objects and answers that could not be read.</summary>
    public static Metric Unreadable { get; } = Metric.CountOf("Unreadable");

    /// <summary>Objects that no worker is asked about.</summary>
    public static Metric Skipped { get; } = Metric.CountOf("Skipped");

    /// <summary>How far the workers of a batch agree: Krippendorff's alpha, 1 at the most.</summary>
    public static Metric Agreement { get; } = new("Agreement", "None");

    /// <summary>Products and lines that were left out of a file.</summary>
    public static Metric Rejects { get; } = Metric.CountOf("Rejects");

    /// <summary>Images that were fetched and stored.</summary>
    public static Metric ImagesCopied { get; } = Metric.CountOf("ImagesCopied");

    /// <summary>Products without an image.</summary>
    public static Metric ImagesFailed { get; } = Metric.CountOf("ImagesFailed");
}
