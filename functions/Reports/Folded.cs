using System.Xml.Linq;

namespace Reports;

/// <summary>What most readers pass over: it opens when it is asked for, by keyboard too, and is printed in any case.</summary>
/// <param name="summary">What is folded away.</param>
/// <param name="blocks">What it shows, in this order.</param>
public sealed class Folded(string summary, params IReadOnlyList<Block> blocks) : Block
{
    internal override XElement ToHtml() =>
        new("details", new XElement("summary", summary), blocks.Select(block => block.ToHtml()));
}
