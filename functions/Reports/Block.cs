using System.Xml.Linq;

namespace Reports;

/// <summary>Something that a section shows.</summary>
public abstract class Block
{
    private protected Block()
    {
    }

    internal abstract XElement ToHtml();
}
