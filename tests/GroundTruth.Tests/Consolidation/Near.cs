namespace GroundTruthTests.Consolidation;

/// <summary>The methods round to multiples of 2⁻³², a few of which add up.</summary>
internal static class Near
{
    public static bool Equal(double expected, double actual) => Math.Abs(expected - actual) < 1e-8;
}
