namespace Local.Generate;

/// <summary>
/// A distribution given by its quantiles at 0, 1/16, … 16/16 and straight lines between them, in steps of 2^-17. That is the
/// step of a 32-bit float from 64 to 128, the type in which the vendor computes a confidence.
/// </summary>
internal sealed class QuantileTable
{
    /// <summary>Bits after the binary point of what is drawn.</summary>
    public const int FractionBits = 17;

    private const int Segments = 16;

    private readonly long[] knots;

    public QuantileTable(params ReadOnlySpan<double> quantiles)
    {
        if (quantiles.Length != Segments + 1)
            throw new ArgumentException($"{Segments + 1} quantiles are needed.", nameof(quantiles));

        knots = new long[quantiles.Length];
        for (var i = 0; i < knots.Length; i++)
            knots[i] = (long)(quantiles[i] * (1 << FractionBits));
    }

    /// <param name="uniform">64 random bits: the same bits give the same quantile in every table.</param>
    public long At(ulong uniform)
    {
        var segment = (int)(uniform >> 60);
        var within = (long)((uniform >> 28) & uint.MaxValue);
        return knots[segment] + (((knots[segment + 1] - knots[segment]) * within) >> 32);
    }
}
