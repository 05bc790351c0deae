using System.Xml.Linq;

namespace Reports;

/// <summary>A number that the reader came for.</summary>
/// <param name="Name">What it counts or measures.</param>
/// <param name="Value">The number, with its unit.</param>
/// <param name="Note">What it is of, or how it comes about; may be empty.</param>
public sealed record KeyFigure(string Name, string Value, string Note = "");

/// <summary>The few numbers that sum up the rest.</summary>
public sealed class KeyFigures(params IReadOnlyList<KeyFigure> figures) : Block
{
    internal override XElement ToHtml() => new("dl", new XAttribute("class", "figures"), figures.Select(ToHtml));

    private static XElement ToHtml(KeyFigure figure) =>
        new(
            "div",
            new XElement("dt", figure.Name),
            new XElement("dd", new XAttribute("class", "value"), figure.Value),
            figure.Note.Length > 0 ? new XElement("dd", figure.Note) : null);
}
