using Benchmarks.Measuring;
using Spectre.Console;

namespace Benchmarks.Report;

/// <summary>What a person at a terminal, or a reader of its log, is shown.</summary>
internal static class ResultView
{
    private const int RedirectedWidth = 180;

    private static readonly IAnsiConsole Screen = Open();

    public static void Say(string text) => Screen.MarkupLineInterpolated($"[grey]{text}[/]");

    public static int Fail(string message)
    {
        Console.Error.WriteLine(message);
        return 1;
    }

    public static void Show(BenchmarkResult result)
    {
        // Contests between the same contestants are easier to read under one heading.
        foreach (var contests in result.Contests.GroupBy(HeadingsOf, StringComparer.Ordinal))
            Screen.Write(ContestTable.Of([.. contests]));

        foreach (var mark in result.Marks)
        {
            var verdict = mark.IsReached ? "[green]ok[/]         " : "[yellow]not reached[/]";
            Screen.MarkupLine($"{verdict} {Markup.Escape(Sentence(mark))}");
        }

        Screen.WriteLine();
    }

    private static string HeadingsOf(ContestResult contest) =>
        string.Join('\n', contest.Contestants.Select(contestant => contestant.Name).Prepend(contest.Unit));

    private static string Sentence(Mark mark)
    {
        var bound = mark.AtLeast is { } least ? $"at least {FigureText.Of(least)}" : $"at most {FigureText.Of(mark.AtMost ?? double.NaN)}";
        return $"{mark.What}: {FigureText.Of(mark.Value)} ({bound}){(mark.Limit is null ? "" : $", {mark.Limit}")}";
    }

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
