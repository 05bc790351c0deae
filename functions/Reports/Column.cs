using System.Xml.Linq;

namespace Reports;

/// <summary>A column of a table: texts stand at its left edge, numbers at its right one. An identifier is not broken into lines.</summary>
public sealed record Column
{
    private readonly string? style;

    private Column(string heading, string? style) => (Heading, this.style) = (heading, style);

    public string Heading { get; }

    public static Column Text(string heading) => new(heading, style: null);

    public static Column Number(string heading) => new(heading, "number");

    public static Column Identifier(string heading) => new(heading, "identifier");

    internal XElement ToHeader() => new("th", new XAttribute("scope", "col"), ClassOrNull, Heading);

    internal XElement ToCell(string value) => new("td", ClassOrNull, value);

    internal XElement ToRowHeader(string value) => new("th", new XAttribute("scope", "row"), ClassOrNull, value);

    private XAttribute? ClassOrNull => style is null ? null : new XAttribute("class", style);
}
