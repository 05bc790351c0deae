using System.Text;
using System.Xml.Linq;

namespace Reports;

/// <summary>Where on a drawing a chart's numbers lie, in units of the drawing. It is small, so that its letters can be read on a phone.</summary>
internal sealed class PlotArea(Axis across, Axis up)
{
    /// <summary>Where bars stand.</summary>
    public const int Bottom = Height - 44;

    /// <summary>The line on which the vertical axis has its title, and a mark its text.</summary>
    public const int TitleLine = 14;

    /// <summary>Just below that line.</summary>
    public const int TitleBottom = 19;

    private const int Width = 480;
    private const int Height = 270;
    private const int Left = 48;
    private const int Right = Width - 20;
    private const int Top = 30;

    /// <summary>The value in the middle between left and right.</summary>
    public double MiddleAcross => (across.Least + across.Most) / 2;

    public double X(double value) => Left + across.PlaceOf(value) * (Right - Left);

    public double Y(double value) => Bottom - up.PlaceOf(value) * (Bottom - Top);

    /// <summary>The axes, and on them what is drawn; the first lies lowest.</summary>
    /// <param name="caption">What the chart shows.</param>
    /// <param name="drawn">What is drawn on it, in this order.</param>
    public XElement Drawing(string caption, params object?[] drawn) =>
        new(
            "svg",
            new XAttribute("role", "img"),
            new XAttribute("aria-label", $"{caption}. The table that follows has the numbers."),
            new XAttribute("viewBox", $"0 0 {Width} {Height}"),
            Frame(),
            drawn);

    /// <summary>The axes with their numbers and titles.</summary>
    private IEnumerable<XElement> Frame()
    {
        foreach (var tick in up.Ticks())
        {
            yield return Svg.Line("grid", Left, Y(tick), Right, Y(tick));
            yield return Svg.Text("end", Left - 8, Y(tick) + 4, up.Text(tick));
        }

        foreach (var tick in across.Ticks())
        {
            yield return Svg.Line("grid", X(tick), Bottom, X(tick), Bottom + 5);
            yield return Svg.Text("middle", X(tick), Bottom + 20, across.Text(tick));
        }

        yield return Svg.Text("start", 0, TitleLine, up.Title);
        yield return Svg.Text("end", Right, Height - 4, across.Title);
    }

    public string Trace(Series series)
    {
        var path = new StringBuilder();
        foreach (var point in series.Points)
        {
            if (path.Length == 0)
                path.Append(Svg.At(series.Course == Course.Steps ? Left : X(point.X), Y(point.Y)));
            else if (series.Course == Course.Steps)
                path.Append($"V{Svg.Number(Y(point.Y))}");

            path.Append(series.Course == Course.Steps ? $"H{Svg.Number(X(point.X))}" : $"L{Svg.Number(X(point.X))} {Svg.Number(Y(point.Y))}");
        }

        return path.ToString();
    }
}
