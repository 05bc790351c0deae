namespace Benchmarks.Measuring;

/// <summary>A figure that must hold.</summary>
/// <param name="What">What it is of, and its unit.</param>
/// <param name="Value">The figure as measured.</param>
/// <param name="AtLeast">What it must not be below, if anything.</param>
/// <param name="AtMost">What it must not be above, if anything.</param>
/// <param name="Limit">What else was shown to be the limit, if it was: then the mark holds all the same.</param>
internal sealed record Mark(string What, double Value, double? AtLeast = null, double? AtMost = null, string? Limit = null)
{
    public bool IsReached => Limit is not null || (!(Value < AtLeast) && !(Value > AtMost) && !double.IsNaN(Value));
}
