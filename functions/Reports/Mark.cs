using System.Xml.Linq;

namespace Reports;

/// <summary>A value on the axis from left to right that a chart points out.</summary>
/// <param name="At">The value.</param>
/// <param name="Text">What it is, in a word or two: it stands above the chart.</param>
public sealed record Mark(double At, string Text)
{
    internal IEnumerable<XElement> Draw(PlotArea area)
    {
        var x = area.X(At);
        yield return Svg.Line("mark", x, PlotArea.TitleBottom, x, PlotArea.Bottom);
        yield return Svg.Text(At > area.MiddleAcross ? "end" : "start", x, PlotArea.TitleLine, Text);
    }
}
