namespace GroundTruth.Evaluation;

/// <summary>Shares and sums of money in a report have four places, as a manifest's confidence has: two thirds are 0.6667.</summary>
internal static class Ratio
{
    public const int Places = 4;

    /// <returns>Null where there is nothing to take a share of.</returns>
    public static decimal? Of(long part, long whole) => whole == 0 ? null : Rounded((decimal)part / whole);

    public static decimal Rounded(decimal value) => Math.Round(value, Places, MidpointRounding.AwayFromZero);
}
