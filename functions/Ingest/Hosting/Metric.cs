namespace Ingest.Hosting;

/// <summary>A number that CloudWatch is told. The names are public: alarms and dashboards are built on them.</summary>
/// <param name="Name">Its name in the namespace.</param>
/// <param name="Unit">One of CloudWatch's units.</param>
internal readonly record struct Metric(string Name, string Unit)
{
    private const string Number = "Count";

    public static Metric Shards { get; } = new("Shards", Number);

    /// <summary>Records, with labels or without.</summary>
    public static Metric Records { get; } = new("Records", Number);

    /// <summary>Labels in the records, before any filter.</summary>
    public static Metric Labels { get; } = new("Labels", Number);

    /// <summary>Rows staged; in a dry run, rows that would be.</summary>
    public static Metric Rows { get; } = new("Rows", Number);

    /// <summary>Lines that could not be read.</summary>
    public static Metric Rejects { get; } = new("Rejects", Number);

    /// <summary>Bytes of the source that are accounted for.</summary>
    public static Metric Bytes { get; } = new("Bytes", "Bytes");

    /// <summary>Images whose tags were written.</summary>
    public static Metric Changed { get; } = new("Changed", Number);

    /// <summary>How long the invocation took.</summary>
    public static Metric Seconds { get; } = new("Seconds", "Seconds");

    /// <summary>How much time the invocation had left at its end.</summary>
    public static Metric RemainingTime { get; } = new("RemainingTime", "Milliseconds");

    /// <summary>How long a phase of a run took by the database's clock.</summary>
    public static Metric SecondsOf(string phase) => new($"{phase}Seconds", "Seconds");
}
