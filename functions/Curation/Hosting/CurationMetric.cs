using Hosting;

namespace Curation.Hosting;

/// <summary>What the functions that decide what is shown count beside what every function has.</summary>
internal static class CurationMetric
{
    /// <summary>The namespace in CloudWatch.</summary>
    public const string Namespace = "Curation";

    /// <summary>Rows of the policy that were added, changed or removed.</summary>
    public static Metric Changes { get; } = Metric.CountOf("Changes");

    /// <summary>Images that were read, by this invocation and those before it for the same work.</summary>
    public static Metric RowsRead { get; } = Metric.CountOf("RowsRead");
}
