using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Reports;

namespace GroundTruthTests.Reports;

/// <summary>A page as a browser sees it.</summary>
internal static class ParsedPage
{
    /// <summary>What a browser would silently mend is an error here.</summary>
    public static IHtmlDocument Of(Page page)
    {
        using var file = new MemoryStream(page.ToUtf8());
        return new HtmlParser(new HtmlParserOptions { IsStrictMode = true }).ParseDocument(file);
    }

    public static IHtmlDocument Of(params Block[] blocks) => Of(new Page("Title", "Lead", [new Section("Heading", blocks)]));
}
