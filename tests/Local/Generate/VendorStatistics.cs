namespace Local.Generate;

/// <summary>
/// How many labels an image gets and how sure the vendor is of them. The quantiles are fitted to what is known of a real file
/// (45,059 records: 12.333 labels an image, confidence 79.93 on average and 81.38 in the middle, 37.85 % above 90) and to its
/// per-image means and medians (81.07 and 82.56 on average), which say that images with few labels have the surer ones.
/// </summary>
internal static class VendorStatistics
{
    private const int ManyLabels = 33;

    private static readonly QuantileTable LabelCount = new(
        1, 2.5, 4, 5.3, 6.5, 7.6, 8.7, 9.8, 11, 12.3, 13.7, 15.2, 17, 19.2, 22, 27.1, 50);

    private static readonly QuantileTable ConfidenceOfOne = new(
        55, 55.7, 57.5, 62.6, 70.7, 76.8, 80.1, 82.3, 85.1, 90, 95, 97.8, 98.6, 98.9, 99.1, 99.5, 99.9999);

    private static readonly QuantileTable ConfidenceOfMany = new(
        55, 55.2, 56, 58.2, 62.3, 66.1, 68.8, 71.1, 74, 78.9, 84.5, 88.3, 90.1, 91.3, 92.7, 95.4, 99.9999);

    /// <summary>Labels of an image that has any, 1 to 49.</summary>
    public static int DrawLabelCount(ref SplitMix64 random) => (int)(LabelCount.At(random.Next()) >> QuantileTable.FractionBits);

    /// <summary>A confidence from 55 (what the vendor answers by default) to 100, in steps of 2^-17.</summary>
    public static long DrawConfidence(int labelCount, ref SplitMix64 random)
    {
        var uniform = random.Next();
        var many = Math.Min(labelCount, ManyLabels) - 1;
        return ((ConfidenceOfMany.At(uniform) * many) + (ConfidenceOfOne.At(uniform) * (ManyLabels - 1 - many))) / (ManyLabels - 1);
    }
}
