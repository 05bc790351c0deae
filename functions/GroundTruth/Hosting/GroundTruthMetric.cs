using Hosting;

namespace GroundTruth.Hosting;

/// <summary>What the labelling job's functions count beside what every function has.</summary>
internal static class GroundTruthMetric
{
    /// <summary>The namespace in CloudWatch.</summary>
    public const string Namespace = "GroundTruth";

    /// <summary>Objects that a function has written.</summary>
    public static Metric Objects { get; } = Metric.CountOf("Objects");

    /// <summary>Products and lines that were left out.</summary>
    public static Metric Rejects { get; } = Metric.CountOf("Rejects");
}
