using System.Text;
using Reports;

namespace GroundTruthTests.Reports;

public sealed class PageTests
{
    private static readonly Table Numbers = new("Numbers", [Column.Text("Name"), Column.Number("Count")], [["a", "1"], ["b", "2"]]);

    [Fact]
    public void A_page_fetches_and_runs_nothing()
    {
        var page = ParsedPage.Of(new Paragraph("text"), Numbers);

        Assert.Equal(
            "default-src 'none'; style-src 'unsafe-inline'",
            page.QuerySelector("meta[http-equiv='Content-Security-Policy']")!.GetAttribute("content"));
        Assert.Empty(page.QuerySelectorAll("script, link, img, iframe, object, [src], [href], [style]"));
        Assert.DoesNotContain("url(", page.QuerySelector("style")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("@import", page.QuerySelector("style")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void A_page_is_html_that_says_its_language_and_encoding()
    {
        var file = Encoding.UTF8.GetString(new Page("Title", "Lead", [new Section("Empty")]).ToUtf8());

        Assert.StartsWith("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta ", file, StringComparison.Ordinal);
        Assert.EndsWith("<section><h2>Empty</h2></section></main></body></html>\n", file, StringComparison.Ordinal);
    }

    [Fact]
    public void A_table_says_which_row_and_column_a_value_belongs_to()
    {
        var page = ParsedPage.Of(Numbers);

        Assert.Equal("Numbers", page.QuerySelector("table > caption")!.TextContent);
        Assert.Equal(["Name", "Count"], page.QuerySelectorAll("thead th[scope=col]").Select(cell => cell.TextContent));
        Assert.Equal(["a", "b"], page.QuerySelectorAll("tbody th[scope=row]").Select(cell => cell.TextContent));
        Assert.Equal(["1", "2"], page.QuerySelectorAll("tbody td.number").Select(cell => cell.TextContent));
    }

    [Fact]
    public void A_table_without_rows_says_so() =>
        Assert.Equal("none", ParsedPage.Of(new Table("Numbers", [Column.Text("Name"), Column.Number("Count")], []))
            .QuerySelector("tbody td[colspan='2']")!.TextContent);

    [Fact]
    public void A_row_with_a_value_too_few_is_refused() =>
        Assert.Throws<ArgumentException>(() => new Table("Numbers", [Column.Text("Name"), Column.Number("Count")], [["a"]]));

    [Fact]
    public void A_bar_has_its_number_beside_it()
    {
        var page = ParsedPage.Of(new BarList("Shares", "Name", "Share", [new("a", 0.25, "25%"), new("b", 7, "700%"), new("c", 0, "0%")]));

        Assert.Equal(["25%", "700%", "0%"], page.QuerySelectorAll(".bars td.number").Select(cell => cell.TextContent));
        Assert.Equal(["25%", "100%", "0%"], page.QuerySelectorAll("rect.bar").Select(bar => bar.GetAttribute("width")));
        Assert.All(page.QuerySelectorAll(".bars svg"), drawing => Assert.Equal("true", drawing.GetAttribute("aria-hidden")));
    }

    [Fact]
    public void A_chart_comes_with_its_numbers_as_a_table()
    {
        var page = ParsedPage.Of(new LineChart("Course", Axis.OfShares("x"), Axis.OfShares("y"), [new("a", [new(0, 0), new(1, 1)])], Numbers));

        Assert.NotNull(page.QuerySelector(".chart > figure > svg[role=img][aria-label^=Course]"));
        Assert.Equal("Numbers", page.QuerySelector(".chart > .wide caption")!.TextContent);
        Assert.Equal(["0%", "25%", "50%", "75%", "100%"], page.QuerySelectorAll("svg text[text-anchor=middle]").Select(text => text.TextContent));
    }

    [Theory]
    [InlineData(Course.Straight, "M48 226L48 226L254 128L460 30")]
    [InlineData(Course.Steps, "M48 226H48V128H254V30H460")]
    public void A_line_goes_straight_or_in_steps(Course course, string path)
    {
        var series = new Series("a", [new(0, 0), new(0.5, 0.5), new(1, 1)], course);
        var page = ParsedPage.Of(new LineChart("Course", Axis.OfShares("x"), Axis.OfShares("y"), [series], Numbers));

        Assert.Equal(path, page.QuerySelector("path.stroke")!.GetAttribute("d"));
    }

    [Fact]
    public void A_chart_has_no_more_series_than_can_be_told_apart()
    {
        var four = Enumerable.Repeat(new Series("a", []), 4).ToArray();

        Assert.Throws<ArgumentException>(() => new LineChart("Course", Axis.OfShares("x"), Axis.OfShares("y"), four, Numbers));
    }

    [Fact]
    public void A_histogram_draws_a_bar_for_what_there_is_and_points_a_value_out()
    {
        var page = ParsedPage.Of(new Histogram(
            "Spread",
            new Axis("x", 0, 100, x => $"{x}"),
            Axis.OfCounts("y", 7),
            [new(0, 50, 4), new(50, 75, 0), new(75, 100, 8)],
            new Mark(75, "here"),
            new Folded("The numbers", Numbers)));

        Assert.Equal(["98", "196"], page.QuerySelectorAll("rect.bar").Select(bar => bar.GetAttribute("height")));
        Assert.Equal(["bar hollow", "bar"], page.QuerySelectorAll("rect").Select(bar => bar.ClassName));
        Assert.Equal("357", page.QuerySelector("line.mark")!.GetAttribute("x1"));
        Assert.Contains("here", page.QuerySelectorAll("svg text").Select(text => text.TextContent));
        Assert.Equal("The numbers", page.QuerySelector(".chart > details:not([open]) > summary")!.TextContent);
        Assert.Equal("Numbers", page.QuerySelector("details caption")!.TextContent);
    }

    [Fact]
    public void A_bar_without_a_length_is_not_drawn()
    {
        var page = ParsedPage.Of(new BarList("Shares", "Name", "Number", [new("a", null, "5")]));

        Assert.Empty(page.QuerySelectorAll("svg"));
        Assert.Equal("5", page.QuerySelector(".bars td.number")!.TextContent);
    }
}
