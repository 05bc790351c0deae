namespace Catalog.Policy;

/// <summary>What is to be published, and how.</summary>
/// <param name="Files">The lists and rules.</param>
/// <param name="ChangedBy">Who is to be recorded, not empty.</param>
public sealed record Publication(PolicyFiles Files, string ChangedBy)
{
    /// <summary>Catalog tables that get a view of what is shown.</summary>
    public IReadOnlyList<string> Tables { get; init; } = [];

    /// <summary>Whether the extras are in force; null: as before.</summary>
    public bool? Extras { get; init; }

    /// <summary>Whether the files' provider rules replace those that the database has.</summary>
    public bool Providers { get; init; }

    /// <summary>Who answers for changes that no row of a list has approvers for.</summary>
    public IReadOnlyList<string> ApprovedBy { get; init; } = [];

    /// <summary>Whether what nobody reviewed or approved is refused.</summary>
    public bool MustBeReviewed { get; init; }

    /// <summary>Count what would change, and change nothing.</summary>
    public bool DryRun { get; init; }
}
