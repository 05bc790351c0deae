namespace Labels.Exclusions;

/// <summary>The people who answer for a row of a list. Empty where nobody does yet.</summary>
public sealed record Reviewers(string Reviewer1, string Reviewer2, string Approver1, string Approver2)
{
    /// <summary>
    /// Two different people reviewed the row, and two different people approved it. Who reviewed may approve, too: it takes two at the least.
    /// </summary>
    public bool IsComplete => AreTwo(Reviewer1, Reviewer2) && AreTwo(Approver1, Approver2);

    private static bool AreTwo(string one, string other) =>
        one.Length > 0 && other.Length > 0 && !string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
