using System.Globalization;
using Benchmarks.Measuring;
using Spectre.Console;

namespace Benchmarks.Report;

/// <summary>What a person at a terminal, or a reader of its log, is shown.</summary>
internal static class ResultView
{
    private const int RedirectedWidth = 160;

    private static readonly IAnsiConsole Screen = Open();

    public static void Say(string text) => Screen.MarkupLineInterpolated($"[grey]{text}[/]");

    public static int Fail(string message)
    {
        Console.Error.WriteLine(message);
        return 1;
    }

    public static void Show(BenchmarkResult result)
    {
        foreach (var contest in result.Contests)
            Screen.Write(TableOf(contest));

        foreach (var mark in result.Marks)
        {
            var verdict = mark.IsReached ? "[green]ok[/]         " : "[yellow]not reached[/]";
            Screen.MarkupLine($"{verdict} {Markup.Escape(Sentence(mark))}");
        }

        Screen.WriteLine();
    }

    private static Table TableOf(ContestResult contest)
    {
        var table = new Table().Border(TableBorder.Rounded).Title(contest.Title.EscapeMarkup());
        table.AddColumn("");
        foreach (var heading in new[] { $"{contest.Unit}/s", "min", "max", "× the first" })
            table.AddColumn(new TableColumn(heading.EscapeMarkup()).RightAligned());

        var figures = contest.Contestants.Select(contestant => contestant.MedianFigures).ToList();
        List<string> names = [.. figures.SelectMany(its => its.Keys).Distinct(StringComparer.Ordinal)];
        foreach (var name in names)
            table.AddColumn(new TableColumn(name.EscapeMarkup()).RightAligned());

        for (var i = 0; i < contest.Contestants.Count; i++)
        {
            var contestant = contest.Contestants[i];
            var ratio = contest.Ratio(contestant.Name, contest.Contestants[0].Name);
            table.AddRow(
            [
                contestant.Name.EscapeMarkup(), Number(contestant.MedianRate), Number(contestant.MinRate), Number(contestant.MaxRate), Number(ratio),
                .. names.Select(name => figures[i].TryGetValue(name, out var figure) ? Number(figure) : ""),
            ]);
        }

        return table;
    }

    private static string Sentence(Mark mark)
    {
        var bound = mark.AtLeast is { } least ? $"at least {Number(least)}" : $"at most {Number(mark.AtMost ?? double.NaN)}";
        return $"{mark.What}: {Number(mark.Value)} ({bound}){(mark.Limit is null ? "" : $", {mark.Limit}")}";
    }

    /// <summary>Three digits that count, and no more decimals than that needs.</summary>
    private static string Number(double value) => Math.Abs(value) switch
    {
        0 => "0",
        < 1 => value.ToString("0.000", CultureInfo.InvariantCulture),
        < 10 => value.ToString("0.00", CultureInfo.InvariantCulture),
        < 100 => value.ToString("0.0", CultureInfo.InvariantCulture),
        _ => value.ToString("N0", CultureInfo.InvariantCulture),
    };

    private static IAnsiConsole Open()
    {
        if (!Console.IsOutputRedirected)
            return AnsiConsole.Console;

        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(Console.Out),
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
        });
        console.Profile.Width = RedirectedWidth;
        return console;
    }
}
