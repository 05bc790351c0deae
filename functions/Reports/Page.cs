using System.Text;
using System.Xml.Linq;

namespace Reports;

/// <summary>
/// A report that one opens in a browser, mails or prints: a single HTML file that fetches nothing and runs nothing. Every text is taken for
/// what it says, whatever is in it.
/// </summary>
/// <param name="Title">Heading of the page, and what the browser's tab shows.</param>
/// <param name="Lead">What the page tells, in a sentence or two.</param>
/// <param name="Sections">What follows, in this order.</param>
public sealed record Page(string Title, string Lead, IReadOnlyList<Section> Sections)
{
    /// <summary>The file.</summary>
    public byte[] ToUtf8()
    {
        using var file = new MemoryStream();
        using (var output = new StreamWriter(file, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)))
            new HtmlWriter(output).WriteDocument(ToHtml());

        return file.ToArray();
    }

    private XElement ToHtml() =>
        new(
            "html",
            new XAttribute("lang", "en"),
            new XElement(
                "head",
                new XElement("meta", new XAttribute("charset", "utf-8")),
                Meta("http-equiv", "Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'"),
                Meta("name", "viewport", "width=device-width, initial-scale=1"),
                Meta("name", "color-scheme", "light dark"),
                new XElement("title", Title),
                new XElement("style", PageStyle.Text)),
            new XElement(
                "body",
                new XElement("header", new XElement("h1", Title), new XElement("p", new XAttribute("class", "lead"), Lead)),
                new XElement("main", Sections.Select(section => section.ToHtml()))));

    private static XElement Meta(string kind, string name, string content) =>
        new("meta", new XAttribute(kind, name), new XAttribute("content", content));
}
