namespace Benchmarks.Measuring;

/// <summary>What one contestant did in one round.</summary>
/// <param name="Seconds">How long it took, more than 0.</param>
/// <param name="Units">How much it did in that time, in the contest's unit.</param>
/// <param name="Figures">What else was seen, by a name that says its unit: <c>WAL bytes/row</c>.</param>
internal sealed record Measurement(double Seconds, double Units, IReadOnlyDictionary<string, double>? Figures = null)
{
    /// <summary>Units a second.</summary>
    public double Rate => Units / Seconds;
}
