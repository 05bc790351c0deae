using System.Xml.Linq;

namespace Reports;

/// <summary>A bar and what it stands for.</summary>
/// <param name="Name">What is measured.</param>
/// <param name="Length">Length of the bar, 0 to 1, where 1 is the whole width; null where the number is of another kind than the others.</param>
/// <param name="Value">The number that the length shows.</param>
public sealed record Bar(string Name, double? Length, string Value);

/// <summary>Bars one below another. Each has its number beside it: they are a table to whoever does not see them.</summary>
/// <param name="caption">What is compared.</param>
/// <param name="nameHeading">What the bars' names are.</param>
/// <param name="valueHeading">What their numbers are.</param>
/// <param name="bars">In the order in which they are read.</param>
public sealed class BarList(string caption, string nameHeading, string valueHeading, IReadOnlyList<Bar> bars) : Block
{
    internal override XElement ToHtml() =>
        new(
            "table",
            new XAttribute("class", "bars"),
            new XElement("caption", caption),
            new XElement(
                "thead",
                new XElement(
                    "tr",
                    Column.Text(nameHeading).ToHeader(),
                    new XElement("th", new XAttribute("scope", "col"), new XAttribute("colspan", 2), valueHeading))),
            new XElement("tbody", bars.Select(ToHtml)));

    private static XElement ToHtml(Bar bar) =>
        new(
            "tr",
            Column.Text("").ToRowHeader(bar.Name),
            new XElement("td", bar.Length is { } length ? Drawing(length) : null),
            Column.Number("").ToCell(bar.Value));

    private static XElement Drawing(double length) => Svg.Hidden(
        Svg.Rectangle("track", 0, 0, "100%", "100%"),
        Svg.Rectangle("bar", 0, 0, $"{Svg.Number(Math.Clamp(length, 0, 1) * 100)}%", "100%"));
}
