using Benchmarks.Measuring;
using Spectre.Console;

namespace Benchmarks.Report;

/// <summary>Medians of contests between the same contestants, one row for each of them.</summary>
internal static class ContestTable
{
    /// <param name="contests">At least one; all have the unit of the first.</param>
    public static Table Of(IReadOnlyList<ContestResult> contests)
    {
        var unit = contests[0].Unit;
        List<string> figures =
        [
            .. contests.SelectMany(contest => contest.Contestants)
                .SelectMany(contestant => contestant.MedianFigures.Keys)
                .Distinct(StringComparer.Ordinal),
        ];
        var table = new Table().Border(TableBorder.Rounded).AddColumn(new TableColumn("").NoWrap());
        foreach (var heading in (string[])[$"{unit}/s", "min", "max", "× the first", .. figures])
            table.AddColumn(new TableColumn(heading.EscapeMarkup()).RightAligned());

        foreach (var contest in contests)
        {
            if (contests.Count > 1)
                table.AddRow($"[bold]{contest.Title.EscapeMarkup()}[/]");
            else
                table.Title(contest.Title.EscapeMarkup());

            foreach (var contestant in contest.Contestants)
                table.AddRow([contestant.Name.EscapeMarkup(), .. Cells(contest, contestant, figures)]);
        }

        return table;
    }

    private static IEnumerable<string> Cells(ContestResult contest, ContestantResult contestant, List<string> figures)
    {
        var medians = contestant.MedianFigures;
        double[] rates =
        [
            contestant.MedianRate, contestant.MinRate, contestant.MaxRate, contest.Ratio(contestant.Name, contest.Contestants[0].Name),
        ];
        return rates.Select(FigureText.Of)
            .Concat(figures.Select(name => medians.TryGetValue(name, out var figure) ? FigureText.Of(figure) : ""));
    }
}
