namespace Catalog.Policy;

/// <summary>What became of a publication, or would.</summary>
/// <param name="Changes">How much changed.</param>
/// <param name="Rows">Each row that changed, in the order in which they were written.</param>
/// <param name="Extras">Whether the extras are in force.</param>
/// <param name="Warnings">What is refused where the policy must be reviewed.</param>
public sealed record PublicationOutcome(
    PolicyChanges Changes, IReadOnlyList<ChangedRow> Rows, bool Extras, IReadOnlyList<string> Warnings);
