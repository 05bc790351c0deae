using AngleSharp.Html.Dom;
using GroundTruth.Evaluation;
using GroundTruthTests.Reports;

namespace GroundTruthTests.Evaluation;

public sealed class EvaluationPageTests
{
    private const string Hostile = "<script>alert(1)</script>\"'&\u0001";
    private const string Shown = "<script>alert(1)</script>\"'&\uFFFD";

    [Fact]
    public async Task The_numbers_that_one_comes_for_stand_first()
    {
        var page = await PageAsync(
            [JobFile.Line("1", "a", "a", "a"), JobFile.Line("2", "a", "a", "b"), JobFile.Line("3", "a", "b", "c")], "1=a", "2=b", "3=a");

        Assert.Equal(
            [
                ("With consensus", "66.7%"), ("Right", "66.7%"), ("Right among consensus", "50.0%"), ("Same in both jobs", "100.0%"),
                ("Cost so far", "$0.4320"), ("Cost of a usable label", "$0.2160"), ("Cost of 1,000 usable labels", "$216.00"),
            ],
            page.QuerySelectorAll(".figures > div").Select(figure => (figure.QuerySelector("dt")!.TextContent, figure.QuerySelector("dd")!.TextContent)));
    }

    [Fact]
    public async Task An_evaluation_of_nothing_has_a_page()
    {
        var page = await PageAsync([]);

        Assert.Equal("no usable labels", page.QuerySelectorAll(".figures > div")[^1].QuerySelectorAll("dd")[1].TextContent);
        Assert.DoesNotContain("NaN", page.DocumentElement.OuterHtml, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hostile_labels_and_broken_lines_are_shown_as_they_are()
    {
        var page = await PageAsync([JobFile.Line("1", Hostile), JobFile.Line("2", Hostile), "{" + Hostile], "1=a", "2=" + Hostile.Replace("\"", "", StringComparison.Ordinal));

        Assert.Empty(page.QuerySelectorAll("script"));
        Assert.Contains(page.QuerySelectorAll("td"), cell => cell.TextContent == Shown);
        Assert.Equal("3", page.QuerySelectorAll("table")[^1].QuerySelector("tbody th")!.TextContent);
    }

    [Fact]
    public async Task A_long_table_is_cut_and_says_so()
    {
        var items = Enumerable.Range(0, 1_234).ToArray();
        var page = await PageAsync([.. items.Select(item => JobFile.Line($"{item}", $"{item}"))], [.. items.Select(item => $"{item}=x{item}")]);

        var mistakes = page.QuerySelectorAll("table").Single(table => table.QuerySelector("caption")!.TextContent.EndsWith("(the first 200 of 1,234)", StringComparison.Ordinal)
            && table.QuerySelectorAll("thead th").Length == 3);
        Assert.Equal(200, mistakes.QuerySelectorAll("tbody tr").Length);
    }

    private static async Task<IHtmlDocument> PageAsync(string[] lines, params string[] gold)
    {
        var job = await JobFile.ManifestAsync(lines);
        var settings = new EvaluationSettings { PricePerTask = 0.048m, TargetSize = 1_000 };
        return ParsedPage.Of(EvaluationPage.Of(EvaluationReport.Of(job, await JobFile.GoldOfAsync(gold), job, settings), "s3://bucket/output.manifest"));
    }
}
