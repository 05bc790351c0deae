using System.Xml.Linq;

namespace Reports;

/// <summary>A part of a page with a heading of its own.</summary>
/// <param name="Heading">What the part is about.</param>
/// <param name="Blocks">What it shows, in this order.</param>
public sealed record Section(string Heading, params IReadOnlyList<Block> Blocks)
{
    internal XElement ToHtml() => new("section", new XElement("h2", Heading), Blocks.Select(block => block.ToHtml()));
}
