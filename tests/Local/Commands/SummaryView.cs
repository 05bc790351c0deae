using Catalog.Runs;
using Spectre.Console;

namespace Local.Commands;

/// <summary>What became of a run, for a person to read.</summary>
internal static class SummaryView
{
    public static void Show(RunSummary summary, string source, long peakWorkerBytes)
    {
        AnsiConsole.WriteLine();
        AnsiConsole.Write(new Rule($"[bold]{Markup.Escape(summary.RunId)}[/]{(summary.DryRun ? "  dry run: nothing was staged or merged" : "")}").LeftJustified());
        AnsiConsole.Write(Funnel(summary, source));
        AnsiConsole.Write(Phases(summary));
        AnsiConsole.MarkupLineInterpolated($"Peak memory of a LoadShard worker: {Screen.Bytes(peakWorkerBytes)}");
    }

    private static Table Funnel(RunSummary summary, string source)
    {
        var table = new Table().Border(TableBorder.None).HideHeaders().AddColumn("what").AddColumn(new TableColumn("count").RightAligned()).AddColumn("remark");
        table.AddRow(new Text("Source"), new Text(Screen.Bytes(summary.Bytes)), new Text($"{source}, shards: {Screen.Count(summary.Shards)}"));
        Add(table, "Records", summary.Records, $"{Screen.Count(summary.Labels)} labels; {Screen.Count(summary.Empty)} records without any");
        Add(table, "Rejected", summary.Rejected, "lines that cannot be read");
        Add(table, summary.DryRun ? "To be staged" : "Staged", summary.Staged, "records with at least one tag");
        if (summary.DryRun)
            return table;

        Add(table, "Duplicates", summary.Duplicates, "a later record of the same image counts");
        Add(table, "Unmatched", summary.Unmatched, "images that the catalog does not have");
        Add(table, "Matched", summary.Matched, "images that it has");
        Add(table, "Changed", summary.Changed, "images whose tags were written; others had them");
        return table;
    }

    private static Table Phases(RunSummary summary)
    {
        var seconds = summary.Seconds;
        var table = new Table().Border(TableBorder.None).HideHeaders().AddColumn("phase").AddColumn(new TableColumn("time").RightAligned()).AddColumn("rate");
        table.AddEmptyRow();
        table.AddRow("Plan", Screen.Seconds(seconds.Plan), "");
        table.AddRow("Load", Screen.Seconds(seconds.Load), Screen.Rate(summary.Records, seconds.Load, "records"));
        table.AddRow("Check", Screen.Seconds(seconds.Check), "");
        if (!summary.DryRun)
            table.AddRow("Merge", Screen.Seconds(seconds.Merge), Screen.Rate(summary.Matched, seconds.Merge, "images"));
        table.AddRow("Finish", Screen.Seconds(seconds.Finish), "");
        table.AddRow("[bold]Total[/]", $"[bold]{Screen.Seconds(seconds.Total)}[/]", "");
        return table;
    }

    private static void Add(Table table, string what, long? count, string remark) =>
        table.AddRow(new Text(what), new Text(Screen.Count(count)), new Text(remark, new Style(Color.Grey)));
}
