using Reports;

namespace Ingest.Report;

/// <summary>Of a report's page: what was asked for.</summary>
internal static class RunPart
{
    public static Section Of(RunReport report) => new(
        "Run and source",
        new Table("What was asked for", [Column.Text("What"), Column.Text("Value")], [.. Rows(report)]));

    private static IEnumerable<IReadOnlyList<string>> Rows(RunReport report)
    {
        var (source, settings) = (report.Source, report.Settings);
        yield return ["Run", report.Summary.RunId];
        yield return ["Started", ReportText.Time(report.StartedAt)];
        yield return ["Source", ReportText.Visible($"{source}")];
        yield return ["ETag", ReportText.Visible(source.ETag)];
        yield return ["Version", source.VersionId is { } version ? ReportText.Visible(version) : "the bucket keeps none"];
        yield return ["Size", $"{ReportText.Count(source.Size)} bytes in {ReportText.Count(report.Summary.Shards)} {(report.Summary.Shards == 1 ? "shard" : "shards")}"];
        yield return ["Provider", settings.Provider];
        yield return ["Table", settings.Table];
        yield return ["Dry run", settings.DryRun ? "yes: nothing was staged or merged" : "no"];
        yield return ["Mode", settings.Mode == Catalog.Merge.MergeMode.Replace
            ? "replace: the new tags take the place of all of the provider's" : "merge: new tags take the place of those of the same name"];
        yield return ["Names", settings.NameCase == Labels.Tags.NameCase.Lower ? "in lower case" : "as the service wrote them"];
        yield return ["Least accuracy", settings.MinAccuracy == 0 ? "none: all labels are staged" : $"{settings.MinAccuracy}"];
        yield return ["Labels on the exclusion list", settings.ExcludeLabels ? "left out" : "staged like all others"];
    }
}
