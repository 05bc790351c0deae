namespace GroundTruth.Evaluation;

/// <summary>What an evaluation found, in short.</summary>
/// <param name="Items">Objects in the output manifest.</param>
/// <param name="Unreadable">Lines that could not be read, in all files. The report lists them.</param>
/// <param name="Consensus">How often the workers agreed.</param>
/// <param name="Accuracy">Of all items that have a gold label.</param>
/// <param name="ConsensusAccuracy">Of those on which the workers agreed.</param>
/// <param name="Agreement">With the second job, or null where there is none.</param>
/// <param name="Cost">Null where no price was given.</param>
/// <param name="Report">Where the whole report is, as JSON.</param>
/// <param name="Page">Where it is as a page.</param>
internal sealed record EvaluationSummary(
    int Items,
    long Unreadable,
    Consensus Consensus,
    Tally Accuracy,
    Tally ConsensusAccuracy,
    JobAgreement? Agreement,
    LabelCost? Cost,
    string Report,
    string Page)
{
    public static EvaluationSummary Of(EvaluationReport report, EvaluationRequest asked) => new(
        report.Items,
        report.Source.Unreadable + report.Gold.Unreadable + (report.Second?.Unreadable ?? 0),
        report.Consensus,
        report.Accuracy,
        report.ConsensusAccuracy,
        report.Agreement,
        report.Cost,
        asked.Report.ToString(),
        asked.Page.ToString());
}
