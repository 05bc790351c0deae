using Hosting;

namespace Ingest.Hosting;

/// <summary>What the pipeline counts beside what every function has.</summary>
internal static class IngestMetric
{
    /// <summary>The namespace in CloudWatch.</summary>
    public const string Namespace = "LabelIngest";

    public static Metric Shards { get; } = Metric.CountOf("Shards");

    /// <summary>Records, with labels or without.</summary>
    public static Metric Records { get; } = Metric.CountOf("Records");

    /// <summary>Labels in the records, before any filter.</summary>
    public static Metric Labels { get; } = Metric.CountOf("Labels");

    /// <summary>Rows staged; in a dry run, rows that would be.</summary>
    public static Metric Rows { get; } = Metric.CountOf("Rows");

    /// <summary>Lines that could not be read.</summary>
    public static Metric Rejects { get; } = Metric.CountOf("Rejects");

    /// <summary>Bytes of the source that are accounted for.</summary>
    public static Metric Bytes { get; } = new("Bytes", "Bytes");

    /// <summary>Images whose tags were written.</summary>
    public static Metric Changed { get; } = Metric.CountOf("Changed");

    /// <summary>How long a phase of a run took by the database's clock.</summary>
    public static Metric SecondsOf(string phase) => new($"{phase}Seconds", "Seconds");
}
