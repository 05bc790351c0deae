namespace Labels.Exclusions;

/// <summary>One row of a list.</summary>
/// <param name="Label">The label as the service spells it.</param>
/// <param name="Axis">What it says something of, one of the list's axes.</param>
/// <param name="Reason">Why it is left out, for people.</param>
/// <param name="Reviewers">Who answers for it.</param>
/// <param name="Place">Where the row stands, for people.</param>
public sealed record ListedLabel(string Label, string Axis, string Reason, Reviewers Reviewers, string Place);
