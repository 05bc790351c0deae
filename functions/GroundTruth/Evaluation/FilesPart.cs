using Reports;

namespace GroundTruth.Evaluation;

/// <summary>Of an evaluation's page: what became of the lines of its files.</summary>
internal static class FilesPart
{
    public static Section Of(EvaluationReport report)
    {
        var files = Files(report).ToList();
        return new Section(
            "Files",
            [
                new Paragraph($"Gold labels of objects that are not in the output manifest: {NumberText.Count(report.GoldWithoutItem)}."),
                new Table(
                    "What was read",
                    [Column.Text("File"), Column.Number("Items"), Column.Number("Repeated lines"), Column.Number("Unreadable lines")],
                    [.. files.Select(file => new[]
                    {
                        file.Name, NumberText.Count(file.Account.Items), NumberText.Count(file.Account.Duplicates),
                        NumberText.Count(file.Account.Unreadable),
                    })]),
                .. files.Where(file => file.Account.Unreadable > 0).Select(file => Unreadable(file.Name, file.Account)),
            ]);
    }

    private static IEnumerable<(string Name, FileAccount Account)> Files(EvaluationReport report)
    {
        yield return ("Output manifest", report.Source);
        yield return ("Gold standard", report.Gold);
        if (report.Second is { } second)
            yield return ("Second job's output manifest", second);
    }

    private static Table Unreadable(string file, FileAccount account) => new(
        LongTable.Caption($"{file}: lines that cannot be read", account.Unreadable),
        [Column.Text("Line"), Column.Text("Reason")],
        [.. account.FirstUnreadable.Take(LongTable.MaxRows).Select(line => new[] { NumberText.Count(line.Line), line.Reason })]);
}
