namespace Hosting;

/// <summary>A number that CloudWatch is told. The names are public: alarms and dashboards are built on them.</summary>
/// <param name="Name">Its name in the namespace.</param>
/// <param name="Unit">One of CloudWatch's units.</param>
public readonly record struct Metric(string Name, string Unit)
{
    /// <summary>How long the invocation took.</summary>
    public static Metric Seconds { get; } = new("Seconds", "Seconds");

    /// <summary>How much time the invocation had left at its end.</summary>
    public static Metric RemainingTime { get; } = new("RemainingTime", "Milliseconds");

    /// <summary>A metric that counts things.</summary>
    public static Metric CountOf(string name) => new(name, "Count");
}
