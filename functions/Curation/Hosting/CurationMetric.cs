using Hosting;

namespace Curation.Hosting;

/// <summary>What the functions that decide what is shown count beside what every function has.</summary>
internal static class CurationMetric
{
    /// <summary>The namespace in CloudWatch.</summary>
    public const string Namespace = "Curation";

    /// <summary>Rows of the policy that were added, changed or removed.</summary>
    public static Metric Changes { get; } = Metric.CountOf("Changes");

    /// <summary>Rows of a catalog table that were read.</summary>
    public static Metric Rows { get; } = Metric.CountOf("Rows");

    /// <summary>Rows of the API's table whose tags were written.</summary>
    public static Metric Refreshed { get; } = Metric.CountOf("Refreshed");
}
