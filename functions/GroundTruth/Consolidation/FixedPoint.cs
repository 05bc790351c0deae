namespace GroundTruth.Consolidation;

internal static class FixedPoint
{
    private const double Unit = 1L << 32;

    /// <summary>
    /// Rounds a probability to a multiple of 2⁻³². Up to two million of them are added without any error of rounding, so that sums do not
    /// depend on the order of tasks, and what is equal on paper is equal here: otherwise the last bit would settle ties, and expectation
    /// maximisation would make a large difference out of it.
    /// </summary>
    public static double Round(double probability) => Math.Round(probability * Unit) / Unit;
}
