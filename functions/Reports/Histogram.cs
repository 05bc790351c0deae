using System.Xml.Linq;

namespace Reports;

/// <summary>A range of values and how many there are in it.</summary>
/// <param name="From">Where the range begins.</param>
/// <param name="To">Where it ends.</param>
/// <param name="Count">How many.</param>
public readonly record struct HistogramBar(double From, double To, double Count);

/// <summary>How values are spread. The numbers are always given beside the drawing too, for whoever cannot see it or wants to know exactly.</summary>
/// <param name="caption">What the chart shows.</param>
/// <param name="across">The values, from left to right.</param>
/// <param name="up">How many there are, from bottom to top.</param>
/// <param name="bars">From left to right.</param>
/// <param name="mark">A value that is pointed out, or null: bars that lie below it are drawn hollow.</param>
/// <param name="numbers">The same numbers as a table.</param>
public sealed class Histogram(string caption, Axis across, Axis up, IReadOnlyList<HistogramBar> bars, Mark? mark, Block numbers) : Block
{
    private const double Gap = 1;

    internal override XElement ToHtml() =>
        new(
            "div",
            new XAttribute("class", "chart"),
            new XElement("figure", new XElement("figcaption", caption), Drawing()),
            numbers.ToHtml());

    private XElement Drawing()
    {
        var area = new PlotArea(across, up);
        return area.Drawing(caption, bars.Where(bar => bar.Count > 0).Select(bar => Draw(area, bar)), mark?.Draw(area));
    }

    private XElement Draw(PlotArea area, HistogramBar bar)
    {
        var (left, right, top) = (area.X(bar.From) + Gap, area.X(bar.To), area.Y(bar.Count));
        return Svg.Rectangle(
            bar.To <= mark?.At ? "bar hollow" : "bar",
            left,
            top,
            Svg.Number(Math.Max(right - left, Gap)),
            Svg.Number(PlotArea.Bottom - top));
    }
}
