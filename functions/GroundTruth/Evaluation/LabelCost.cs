namespace GroundTruth.Evaluation;

/// <summary>
/// What usable labels cost, in the currency of the price. A task is one object shown to one worker; it is paid for whether the worker
/// answered or not. A label is usable if the workers agreed on it.
/// </summary>
/// <param name="PricePerTask">What one task costs.</param>
/// <param name="Tasks">Tasks done.</param>
/// <param name="UsableLabels">Labels that came of them.</param>
/// <param name="Projection">What more would cost, or null where nobody asked.</param>
public sealed record LabelCost(decimal PricePerTask, long Tasks, int UsableLabels, CostProjection? Projection)
{
    public decimal Total => Ratio.Rounded(Tasks * PricePerTask);

    /// <summary>Null where there are none.</summary>
    public decimal? PerUsableLabel => UsableLabels == 0 ? null : Ratio.Rounded(Tasks * PricePerTask / UsableLabels);

    /// <summary>What to know of the numbers, or null.</summary>
    public string? Note => UsableLabels == 0 ? "no usable labels" : null;

    internal static LabelCost Of(int items, long tasks, int usable, decimal pricePerTask, long? targetSize) =>
        new(pricePerTask, tasks, usable, targetSize is { } target ? CostProjection.Of(target, items, tasks, usable, pricePerTask) : null);
}
