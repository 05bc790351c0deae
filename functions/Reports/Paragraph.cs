using System.Xml.Linq;

namespace Reports;

/// <summary>Sentences.</summary>
public sealed class Paragraph(string text) : Block
{
    internal override XElement ToHtml() => new("p", text);
}
