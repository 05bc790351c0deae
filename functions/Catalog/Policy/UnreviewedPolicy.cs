using Labels.Exclusions;

namespace Catalog.Policy;

/// <summary>
/// Rows of the lists have not been reviewed and approved by two people, or nobody answers for a change, which production demands. Nothing was
/// written.
/// </summary>
public sealed class UnreviewedPolicy(string message) : Exception(message)
{
    private const int Named = 40;

    /// <summary>What is missing, a sentence for each list and one for the changes.</summary>
    internal static IReadOnlyList<string> Complaints(
        IReadOnlyList<ReviewedList> lists, IReadOnlyList<ChangedRow> changes, IReadOnlyList<string> approvedBy)
    {
        List<string> complaints =
        [
            .. lists
                .Select(list => (list.Name, Rows: list.Labels.Where(label => !label.Reviewers.IsComplete).ToList()))
                .Where(list => list.Rows.Count > 0)
                .Select(list =>
                    $"List '{list.Name}' has {list.Rows.Count} rows without two different reviewers and two different approvers: "
                    + $"{Names([.. list.Rows.Select(row => row.Label)])}."),
        ];
        var unanswered = Unanswered(lists, changes);
        if (unanswered.Count > 0 && approvedBy.Count < 2)
        {
            complaints.Add(
                $"Two people must approve {unanswered.Count} changes that no row of a list answers for, and be named in approvedBy: "
                + $"{Names([.. unanswered.Select(change => $"{change.Kind} {change.Subject} '{change.Key}'")])}.");
        }

        return complaints;
    }

    /// <summary>Whoever approved a row approved that its label is left out, but neither other names nor that anything is shown again.</summary>
    private static List<ChangedRow> Unanswered(IReadOnlyList<ReviewedList> lists, IReadOnlyList<ChangedRow> changes)
    {
        var listed = lists.SelectMany(list => list.Labels).Select(label => FoldedName.Of(label.Label)).ToHashSet(StringComparer.Ordinal);
        return [.. changes.Where(change => change.Subject != "exclusion" || change.After is null || !listed.Contains(change.Key))];
    }

    private static string Names(List<string> names) =>
        string.Join(", ", names.Take(Named)) + (names.Count > Named ? $" and {names.Count - Named} more" : "");
}
