using System.Globalization;
using System.Xml.Linq;

namespace Reports;

/// <summary>The few shapes that charts are drawn of. By hand, since no charting library restores from the package source we build against.</summary>
internal static class Svg
{
    public static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>The beginning of a path.</summary>
    public static string At(double x, double y) => $"M{Number(x)} {Number(y)}";

    /// <summary>A drawing that says nothing that is not written beside it.</summary>
    public static XElement Hidden(params XElement[] shapes) => new("svg", new XAttribute("aria-hidden", "true"), shapes);

    public static XElement Rectangle(string style, double x, double y, string width, string height) =>
        Shape("rect", style, ("x", Number(x)), ("y", Number(y)), ("width", width), ("height", height));

    public static XElement Line(string style, double fromX, double fromY, double toX, double toY) =>
        Shape("line", style, ("x1", Number(fromX)), ("y1", Number(fromY)), ("x2", Number(toX)), ("y2", Number(toY)));

    public static XElement Path(string style, string path) => Shape("path", style, ("d", path));

    public static XElement Text(string anchor, double x, double y, string text)
    {
        var shape = Shape("text", "", ("x", Number(x)), ("y", Number(y)), ("text-anchor", anchor));
        shape.Add(text);
        return shape;
    }

    private static XElement Shape(string name, string style, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        var shape = new XElement(name);
        if (style.Length > 0)
            shape.Add(new XAttribute("class", style));

        foreach (var (attribute, value) in attributes)
            shape.Add(new XAttribute(attribute, value));

        return shape;
    }
}
