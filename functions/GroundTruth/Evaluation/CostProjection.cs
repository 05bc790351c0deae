namespace GroundTruth.Evaluation;

/// <summary>What it would cost to label on, at the same price, with as many workers an item and as many usable labels among them.</summary>
/// <param name="TargetSize">Usable labels wanted.</param>
/// <param name="Items">Items to be labelled, rounded up to whole ones; null where no label was usable.</param>
/// <param name="Cost">
/// What is to be expected for them: <c>targetSize ÷ consensus share × workers per item × price</c>, with the items not rounded, since
/// they are an estimate and not a bill. Null where no label was usable.
/// </param>
public sealed record CostProjection(long TargetSize, long? Items, decimal? Cost)
{
    /// <summary>The largest target, so that no product of it with a count overflows.</summary>
    public const long MaxTargetSize = 1_000_000_000;

    /// <summary>Divides last, so that nothing is rounded before: items and workers per item cancel out to tasks.</summary>
    internal static CostProjection Of(long targetSize, int items, long tasks, int usable, decimal pricePerTask) =>
        usable == 0
            ? new CostProjection(targetSize, Items: null, Cost: null)
            : new CostProjection(
                targetSize, (targetSize * items + usable - 1) / usable, Ratio.Rounded(targetSize * pricePerTask * tasks / usable));
}
