using System.Xml.Linq;

namespace Reports;

/// <summary>
/// Series over a common axis. The numbers are always given as a table too, for whoever cannot see the lines or wants to know exactly; the
/// series differ in their strokes and markers, not by colour alone.
/// </summary>
public sealed class LineChart : Block
{
    /// <summary>What can be told apart by stroke and marker.</summary>
    public const int MaxSeries = 3;

    private const int MaxMarkers = 20;

    private readonly string caption;
    private readonly Axis across;
    private readonly Axis up;
    private readonly IReadOnlyList<Series> series;
    private readonly Block numbers;
    private readonly Mark? mark;

    /// <param name="caption">What the chart shows.</param>
    /// <param name="across">From left to right.</param>
    /// <param name="up">From bottom to top.</param>
    /// <param name="series">One to <see cref="MaxSeries"/>.</param>
    /// <param name="numbers">The same numbers as a table.</param>
    /// <param name="mark">A value that is pointed out, or null.</param>
    /// <exception cref="ArgumentException">There are more series than can be told apart.</exception>
    public LineChart(string caption, Axis across, Axis up, IReadOnlyList<Series> series, Block numbers, Mark? mark = null)
    {
        if (series.Count > MaxSeries)
            throw new ArgumentException($"{series.Count} series cannot be told apart; {MaxSeries} can.", nameof(series));

        this.caption = caption;
        this.across = across;
        this.up = up;
        this.series = series;
        this.numbers = numbers;
        this.mark = mark;
    }

    internal override XElement ToHtml() =>
        new(
            "div",
            new XAttribute("class", "chart"),
            new XElement(
                "figure",
                new XElement("figcaption", caption),
                Drawing(),
                new XElement("ul", new XAttribute("class", "legend"), series.Select((one, index) => LegendOf(one.Name, index)))),
            numbers.ToHtml());

    private XElement Drawing()
    {
        var area = new PlotArea(across, up);
        return area.Drawing(
            caption,
            mark?.Draw(area),
            series.Select((one, index) => Svg.Path($"stroke s{index + 1}", area.Trace(one))),
            series.Select((one, index) => MarkedOf(one).Select(point => Marker(index, area.X(point.X), area.Y(point.Y)))));
    }

    /// <summary>Markers that stand side by side would hide the line and each other.</summary>
    private static IEnumerable<ChartPoint> MarkedOf(Series one)
    {
        var last = double.NegativeInfinity;
        var between = one.Points.Count > MaxMarkers ? (one.Points[^1].X - one.Points[0].X) / MaxMarkers : 0;
        foreach (var point in one.Points)
        {
            if (point.X - last < between)
                continue;

            last = point.X;
            yield return point;
        }
    }

    private static XElement LegendOf(string name, int index) =>
        new(
            "li",
            Svg.Hidden(Svg.Line($"stroke s{index + 1}", 0, 8, 32, 8), Marker(index, 16, 8)),
            new XElement("span", name));

    private static XElement Marker(int index, double x, double y) => Svg.Path($"marker s{index + 1}", Svg.At(x, y) + index switch
    {
        0 => "m-4 0a4 4 0 1 0 8 0a4 4 0 1 0 -8 0z",
        1 => "m-4 -4h8v8h-8z",
        _ => "m-5 4h10l-5 -9z",
    });
}
