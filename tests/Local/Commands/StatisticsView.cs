using System.Globalization;
using Labels.Statistics;
using Spectre.Console;

namespace Local.Commands;

/// <summary>What is in a label file, for a person to read at a terminal. The report's page has more of it.</summary>
internal static class StatisticsView
{
    private const int TopLabels = 10;
    private const int LongestBar = 40;

    /// <summary>With the numbers beside it, what 80 columns have room for.</summary>
    private const int LongestName = 30;

    public static void Show(StatisticsReport statistics)
    {
        if (statistics.Labels == 0)
            return;

        AnsiConsole.WriteLine();
        AnsiConsole.Write(Numbers(statistics));
        AnsiConsole.WriteLine();
        AnsiConsole.Write(Histogram(statistics));
        AnsiConsole.WriteLine();
        AnsiConsole.Write(Top(statistics));
        if (statistics.Excluded.Count == 0)
            return;

        AnsiConsole.WriteLine();
        AnsiConsole.Write(Excluded(statistics));
    }

    private static Table Numbers(StatisticsReport statistics)
    {
        var table = Columns("Before filters", "");
        table.AddRow("Images", Screen.Count(statistics.Images));
        table.AddRow("Labels", Screen.Count(statistics.Labels));
        table.AddRow("Mean confidence", Percent(statistics.MeanConfidence, 4));
        table.AddRow("Median confidence", Percent(statistics.MedianConfidence, 3));
        table.AddRow("Mean of the images' means", Percent(statistics.MeanOfImageMeans, 4));
        table.AddRow("Mean of the images' medians", Percent(statistics.MeanOfImageMedians, 4));
        table.AddRow("Median of the images' medians", Percent(statistics.MedianOfImageMedians, 3));
        table.AddRow($"Labels at {Percent(statistics.Threshold, 0)} or more", Screen.Count(statistics.LabelsAtThreshold));
        table.AddRow("Their share of all labels", Percent(statistics.ShareAtThreshold * 100, 2));
        table.AddRow("Their number for an image", statistics.LabelsAtThresholdPerImage?.ToString("N2", CultureInfo.InvariantCulture) ?? "–");
        return table;
    }

    private static Table Histogram(StatisticsReport statistics)
    {
        var most = statistics.Confidence.Max(bin => bin.Labels);
        var table = new Table().Border(TableBorder.None).AddColumn("Confidence").AddColumn(new TableColumn("Labels").RightAligned()).AddColumn("");
        foreach (var bin in statistics.Confidence.SkipWhile(bin => bin.Labels == 0))
        {
            var isShown = bin.From >= statistics.Threshold;
            table.AddRow(
                new Text($"{bin.From:0} to {bin.To:0}%"),
                new Text(Screen.Count(bin.Labels)),
                new Text(
                    new string(isShown ? '█' : '░', (int)Math.Ceiling(bin.Labels * (double)LongestBar / most)),
                    new Style(isShown ? Color.Green : Color.Grey)));
        }

        return table.Caption($"█ shown from {Percent(statistics.Threshold, 0)}   ░ not shown");
    }

    private static Table Top(StatisticsReport statistics)
    {
        var table = Columns("Most frequent labels", "Labels", "Mean confidence", $"At {Percent(statistics.Threshold, 0)} or more");
        foreach (var label in statistics.TopLabels.Take(TopLabels))
        {
            table.AddRow(
                new Text(Shortened(Screen.Plain(label.Name))),
                new Text(Screen.Count(label.Labels)),
                new Text(Percent(label.MeanConfidence, 2)),
                new Text(Percent(label.ShareAtThreshold * 100, 2)));
        }

        return table;
    }

    private static Table Excluded(StatisticsReport statistics)
    {
        var table = Columns("On the exclusion list", "Names", "Labels", $"At {Percent(statistics.Threshold, 0)} or more");
        foreach (var axis in statistics.Excluded.GroupBy(name => name.Axis, StringComparer.Ordinal))
        {
            table.AddRow(
                new Text(axis.Key),
                new Text(Screen.Count(axis.Count())),
                new Text(Screen.Count(axis.Sum(name => name.Labels))),
                new Text(Screen.Count(axis.Sum(name => name.LabelsAtThreshold))));
        }

        return table;
    }

    private static Table Columns(string first, params IEnumerable<string> numbers)
    {
        var table = new Table().Border(TableBorder.None).AddColumn(first);
        foreach (var heading in numbers)
            table.AddColumn(new TableColumn(heading).RightAligned());

        return table;
    }

    private static string Shortened(string name) =>
        name.Length <= LongestName ? name : string.Concat(name.EnumerateRunes().Take(LongestName - 1)) + "…";

    private static string Percent(decimal? percent, int decimals) =>
        percent is { } value
            ? Math.Round(value, decimals, MidpointRounding.AwayFromZero).ToString($"N{decimals}", CultureInfo.InvariantCulture) + "%"
            : "–";
}
