using Catalog.DryRuns;

namespace Catalog.Estimates;

/// <summary>What the numbers of a sample say of the whole file, of which it is known how many rows it has.</summary>
/// <param name="sample">The numbers.</param>
/// <param name="share">Share of all images that the sample was picked with, above 0 to 1.</param>
/// <param name="rows">Rows of the whole file.</param>
internal sealed class SampledCounts(ComparedSample sample, double share, long rows)
{
    /// <summary>Of a normal distribution 95 % lie within so many standard deviations.</summary>
    private const double Deviations = 1.959964;

    /// <summary>
    /// Each image counts once however many records it has: of the rows, the share that is the last of its image. Images with many records
    /// each make that less certain than as many single rows would.
    /// </summary>
    public EstimatedCount Images() => Of(sample.Images, sample.Records, rows, rows, rows, Math.Max(1, DesignEffect()));

    /// <param name="found">How many of the sample's images are of the kind.</param>
    public EstimatedCount ImagesThat(long found)
    {
        var images = Images();
        return Of(found, sample.Images, images.Value, images.Low, images.High, designEffect: 1);
    }

    /// <summary>
    /// Wilson's interval of a proportion, which holds for rare and for frequent ones, too. The sample is drawn without putting back, so what
    /// is left to be unsure of is what is not in it.
    /// </summary>
    private EstimatedCount Of(long found, long among, long total, long least, long most, double designEffect)
    {
        if (share >= 1)
            return new EstimatedCount(found, found, found);

        if (among == 0)
            return new EstimatedCount(0, 0, most);

        var n = among / (1 - share) / designEffect;
        var proportion = (double)found / among;
        var square = Deviations * Deviations;
        var middle = proportion + square / (2 * n);
        var half = Deviations * Math.Sqrt(proportion * (1 - proportion) / n + square / (4 * n * n));
        var low = Math.Clamp((middle - half) / (1 + square / n), 0, proportion);
        var high = Math.Clamp((middle + half) / (1 + square / n), proportion, 1);
        return new EstimatedCount(
            (long)Math.Round(proportion * total), (long)Math.Floor(low * least), (long)Math.Ceiling(high * most));
    }

    /// <summary>Variance of how many records an image has, by what it would be if rows were drawn one by one.</summary>
    private double DesignEffect()
    {
        var mean = (double)sample.Records / Math.Max(sample.Images, 1);
        var variance = sample.Squares / Math.Max(sample.Images, 1) - mean * mean;
        return mean > 1 ? variance / (mean * (mean - 1)) : 1;
    }
}
