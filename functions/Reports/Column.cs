using System.Xml.Linq;

namespace Reports;

/// <summary>A column of a table: texts stand at its left edge, numbers at its right one.</summary>
public sealed record Column
{
    private Column(string heading, bool isNumeric) => (Heading, IsNumeric) = (heading, isNumeric);

    public string Heading { get; }

    public bool IsNumeric { get; }

    public static Column Text(string heading) => new(heading, isNumeric: false);

    public static Column Number(string heading) => new(heading, isNumeric: true);

    internal XElement ToHeader() => new("th", new XAttribute("scope", "col"), ClassOrNull, Heading);

    internal XElement ToCell(string value) => new("td", ClassOrNull, value);

    internal XElement ToRowHeader(string value) => new("th", new XAttribute("scope", "row"), ClassOrNull, value);

    private XAttribute? ClassOrNull => IsNumeric ? new XAttribute("class", "number") : null;
}
