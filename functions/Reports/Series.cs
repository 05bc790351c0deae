namespace Reports;

/// <summary>A value and where it was found.</summary>
public readonly record struct ChartPoint(double X, double Y);

/// <summary>How points are joined.</summary>
public enum Course
{
    /// <summary>Straight from one point to the next.</summary>
    Straight,

    /// <summary>A point's value holds from the point before it up to its own place.</summary>
    Steps,
}

/// <summary>Points that belong together.</summary>
/// <param name="Name">What they are.</param>
/// <param name="Points">From left to right.</param>
/// <param name="Course">How they are joined.</param>
public sealed record Series(string Name, IReadOnlyList<ChartPoint> Points, Course Course = Course.Straight);
