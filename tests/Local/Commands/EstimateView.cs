using System.Globalization;
using Catalog.Estimates;
using Spectre.Console;

namespace Local.Commands;

/// <summary>What the real run would do and take, for a person to read after a dry run.</summary>
internal static class EstimateView
{
    public static void Show(RunEstimate estimate)
    {
        var table = new Table().Border(TableBorder.None).AddColumn("The real run").AddColumn(new TableColumn("").RightAligned()).AddColumn("");
        Add(table, "Images of the file", estimate.Images);
        Add(table, "Matched", estimate.Matched);
        Add(table, "Changed", estimate.Changed);
        var (seconds, bytes, cost) = (estimate.Seconds, estimate.Bytes, estimate.Cost);
        Add(table, "Time", Screen.Seconds(seconds.Total), $"load {Screen.Seconds(seconds.Load)}, check {Screen.Seconds(seconds.Check)}, merge {Screen.Seconds(seconds.Merge)}");
        Add(table, "Growth of the catalog", Screen.Bytes(bytes.Catalog), $"write-ahead log {Screen.Bytes(bytes.Wal)}, undo {Screen.Bytes(bytes.Undo)}");
        Add(table, "Staging", Screen.Bytes(bytes.Staging), "until the run ends");
        Add(table, "Cost", cost.Total.ToString("$0.0000", CultureInfo.InvariantCulture), "beside the database");
        AnsiConsole.WriteLine();
        AnsiConsole.Write(table);
    }

    private static void Add(Table table, string what, EstimatedCount count) =>
        Add(table, what, Screen.Count(count.Value), count.Low == count.High ? "counted" : $"{Screen.Count(count.Low)} to {Screen.Count(count.High)}, with a confidence of 95%");

    private static void Add(Table table, string what, string number, string remark) =>
        table.AddRow(new Text(what), new Text(number), new Text(remark, new Style(Color.Grey)));
}
