using Reports;

namespace GroundTruthTests.Reports;

public sealed class HostileTextTests
{
    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("</style><script>alert(1)</script>")]
    [InlineData("</title></table></svg>")]
    [InlineData("\" onload=\"alert(1)")]
    [InlineData("' onload='alert(1)")]
    [InlineData("<!-- & -->")]
    [InlineData("&lt;b&gt; &amp;amp; &#60;")]
    [InlineData("]]><?xml version=\"1.0\"?>")]
    [InlineData("Katze 猫 😀 \u202Etac")]
    public void A_text_is_shown_as_it_is_wherever_it_stands(string text)
    {
        var page = ParsedPage.Of(PageOf(text));

        Assert.Equal(text, page.Title);
        Assert.Equal(text, page.QuerySelector("h1")!.TextContent);
        Assert.Equal(text, page.QuerySelector("p.lead")!.TextContent);
        Assert.Equal(text, page.QuerySelector("h2")!.TextContent);
        Assert.Equal(text, page.QuerySelector("section > p")!.TextContent);
        Assert.All(page.QuerySelectorAll("dt, dd, caption, th, td:not(:has(svg)), .legend span"), cell => Assert.Equal(text, cell.TextContent));
        Assert.Equal(text, page.QuerySelector("div.wide")!.GetAttribute("aria-label"));
        Assert.Equal($"{text}. The table that follows has the numbers.", page.QuerySelector("svg[role=img]")!.GetAttribute("aria-label"));
        Assert.Equal(12, page.QuerySelectorAll("svg text").Count(shape => shape.TextContent == text));
    }

    [Theory]
    [InlineData("<script>alert(1)</script><img src=x onerror=alert(1)><a href=javascript:alert(1)>")]
    [InlineData("\" autofocus onfocus=\"alert(1)\" style=\"")]
    [InlineData("</style></title></table></svg></body><iframe src=//x>")]
    public void A_text_adds_no_element_and_no_attribute(string text)
    {
        Assert.Equal(Shape("harmless"), Shape(text));

        static IEnumerable<string> Shape(string text) =>
            ParsedPage.Of(PageOf(text)).All.Select(element => $"{element.LocalName} {string.Join(' ', element.Attributes.Select(a => a.Name))}");
    }

    [Theory]
    [InlineData("a\0b", "a\uFFFDb")]
    [InlineData("\u0001\u0008\u000B\u001B\u007F\u0085\u009F", "\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD")]
    [InlineData("\uFFFE\uFFFF\uFDD0", "\uFFFD\uFFFD\uFFFD")]
    [InlineData("tab\tand\nline", "tab\tand\nline")]
    public void A_character_that_a_page_cannot_hold_is_replaced(string text, string shown) =>
        Assert.Equal(shown, ParsedPage.Of(new Paragraph(text)).QuerySelector("section > p")!.TextContent);

    [Fact]
    public void Half_a_surrogate_pair_is_replaced() =>
        Assert.Equal("\uFFFDx\uFFFD", ParsedPage.Of(new Paragraph("\uD83Dx\uDE00")).QuerySelector("section > p")!.TextContent);

    private static Page PageOf(string text)
    {
        var table = new Table(text, [Column.Text(text), Column.Number(text)], [[text, text]]);
        var axis = new Axis(text, 0, 1, _ => text);
        var chart = new LineChart(text, axis, axis, [new Series(text, [new(0.5, 0.5)])], table);
        return new Page(
            text,
            text,
            [
                new Section(
                    text,
                    new Paragraph(text),
                    new KeyFigures(new KeyFigure(text, text, text)),
                    table,
                    new BarList(text, text, text, [new Bar(text, 0.5, text)]),
                    chart),
            ]);
    }
}
