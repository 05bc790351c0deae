using System.Collections.Frozen;
using System.Xml.Linq;

namespace Reports;

/// <summary>
/// Writes elements as HTML rather than XML: an element that may have content gets an end tag even when it has none, one that may not gets
/// none, and a style sheet is not escaped.
/// </summary>
internal sealed class HtmlWriter(TextWriter output)
{
    private static readonly FrozenSet<string> Void = FrozenSet.Create("br", "col", "hr", "img", "input", "link", "meta", "wbr");

    public void WriteDocument(XElement root)
    {
        output.Write("<!doctype html>\n");
        Write(root);
        output.Write('\n');
    }

    private void Write(XElement element)
    {
        var name = element.Name.LocalName;
        output.Write('<');
        output.Write(name);
        foreach (var attribute in element.Attributes())
            Write(attribute);

        output.Write('>');
        if (Void.Contains(name))
            return;

        if (name == "style")
            WriteStyle(element.Value);
        else
            WriteContent(element);

        output.Write("</");
        output.Write(name);
        output.Write('>');
    }

    private void Write(XAttribute attribute)
    {
        output.Write(' ');
        output.Write(attribute.Name.LocalName);
        output.Write("=\"");
        HtmlText.Write(output, attribute.Value);
        output.Write('"');
    }

    private void WriteContent(XElement element)
    {
        foreach (var node in element.Nodes())
        {
            if (node is XElement child)
                Write(child);
            else if (node is XText text)
                HtmlText.Write(output, text.Value);
        }
    }

    /// <summary>Browsers take a style sheet as it stands, up to its end tag.</summary>
    private void WriteStyle(string sheet)
    {
        if (sheet.Contains('<'))
            throw new InvalidOperationException("A style sheet with '<' in it could end the element that it is in.");

        output.Write(sheet);
    }
}
