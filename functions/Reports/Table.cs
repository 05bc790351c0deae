using System.Xml.Linq;

namespace Reports;

/// <summary>Rows and columns. The first column names its row.</summary>
public sealed class Table : Block
{
    private readonly string caption;
    private readonly IReadOnlyList<Column> columns;
    private readonly IReadOnlyList<IReadOnlyList<string>> rows;

    /// <param name="caption">What the table shows.</param>
    /// <param name="columns">At least one.</param>
    /// <param name="rows">A value for each column in each of them; none is said to be none.</param>
    /// <exception cref="ArgumentException">A row has more or fewer values than there are columns.</exception>
    public Table(string caption, IReadOnlyList<Column> columns, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        if (rows.FirstOrDefault(row => row.Count != columns.Count) is { } row)
            throw new ArgumentException($"A row has {row.Count} values for {columns.Count} columns.", nameof(rows));

        this.caption = caption;
        this.columns = columns;
        this.rows = rows;
    }

    /// <summary>A table that is wider than the screen is moved by itself, by keyboard too, rather than the page.</summary>
    internal override XElement ToHtml() =>
        new(
            "div",
            new XAttribute("class", "wide"),
            new XAttribute("role", "region"),
            new XAttribute("aria-label", caption),
            new XAttribute("tabindex", "0"),
            new XElement(
                "table",
                new XElement("caption", new XElement("span", caption)),
                new XElement("thead", new XElement("tr", columns.Select(column => column.ToHeader()))),
                new XElement("tbody", rows.Count > 0 ? rows.Select(ToHtml) : [Nothing()])));

    private XElement ToHtml(IReadOnlyList<string> row) =>
        new(
            "tr",
            columns[0].ToRowHeader(row[0]),
            columns.Zip(row).Skip(1).Select(cell => cell.First.ToCell(cell.Second)));

    private XElement Nothing() => new("tr", new XElement("td", new XAttribute("colspan", columns.Count), "none"));
}
