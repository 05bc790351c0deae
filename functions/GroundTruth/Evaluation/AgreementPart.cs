using Reports;

namespace GroundTruth.Evaluation;

/// <summary>Of an evaluation's page: how far a second job came to the same labels.</summary>
internal static class AgreementPart
{
    public static Section Of(JobAgreement agreement) => new(
        "Agreement with the second job",
        new Paragraph(
            "Cohen's kappa is the agreement beyond chance: 1 is full agreement, 0 no more than chance would give. "
            + "There is none without common items, or where both jobs know one label only."),
        new Table(
            "Both jobs",
            [Column.Text("What"), Column.Number("Number")],
            [
                ["Items with a label in both", NumberText.Count(agreement.Common)],
                ["Items with the same label in both", NumberText.Count(agreement.Same)],
                ["Share of the same label", NumberText.Percent(agreement.Share)],
                ["Cohen's kappa", NumberText.Rounded(agreement.Kappa, decimals: 3)],
                ["Items in the first job only", NumberText.Count(agreement.OnlyFirst)],
                ["Items in the second job only", NumberText.Count(agreement.OnlySecond)],
                ["Items in both, without a label in one of them", NumberText.Count(agreement.Unlabelled)],
            ]));
}
