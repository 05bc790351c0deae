using System.Text.Json;
using Labels.Records;
using Reports;

namespace Ingest.Report;

/// <summary>Of a report's page: lines that could not be read.</summary>
internal static class RejectsPart
{
    public static Section Of(RunReport report) => new(
        "Lines that cannot be read",
        report.Rejects.Count == 0
            ? [new Paragraph("Every line could be read.")]
            : [
                new Table(
                    "Lines that cannot be read, by reason",
                    [Column.Text("Reason"), Column.Number("Lines"), Column.Number("Share of lines")],
                    [.. report.Rejects.Select(group => (IReadOnlyList<string>)[
                        Name(group.Reason),
                        ReportText.Count(group.Lines),
                        ReportText.Share(group.Lines, report.Summary.Records + report.Summary.Rejected),
                    ])]),
                new Folded(
                    "How the first of each reason begin",
                    new Table(
                        "The first lines of each reason",
                        [Column.Text("Reason"), Column.Number("At byte"), Column.Number("Length"), Column.Text("Begins")],
                        [.. report.Rejects.SelectMany(group => group.Examples.Select(example => (IReadOnlyList<string>)[
                            Name(group.Reason),
                            ReportText.Count(example.Offset),
                            ReportText.Count(example.Length),
                            example.Begins is { } beginning ? ReportText.Visible(beginning) : "(no longer kept)",
                        ]))])),
                new Paragraph(
                    $"All of them are kept, byte for byte, under rejects/{report.Summary.RunId}/ in the results bucket; "
                    + "table label_ingest.reject has the place of each."),
            ]);

    private static string Name(RejectReason reason) => JsonNamingPolicy.CamelCase.ConvertName($"{reason}");
}
