using Labels.Exclusions;

namespace Curation.Policy;

/// <summary>Rows of the lists have not been reviewed and approved by two people each, which production demands. Nothing was written.</summary>
public sealed class UnreviewedPolicy(string message) : Exception(message)
{
    private const int Named = 40;

    /// <summary>What is missing, a sentence for each list.</summary>
    public static IReadOnlyList<string> Complaints(IReadOnlyList<ReviewedList> lists) =>
    [
        .. lists
            .Select(list => (list.Name, Rows: list.Labels.Where(label => !label.Reviewers.IsComplete).ToList()))
            .Where(list => list.Rows.Count > 0)
            .Select(list => $"List '{list.Name}' has {list.Rows.Count} rows without two different reviewers and two different approvers: {Names(list.Rows)}."),
    ];

    private static string Names(List<ListedLabel> rows) =>
        string.Join("; ", rows.Take(Named).Select(row => $"{row.Label} ({row.Place})"))
        + (rows.Count > Named ? $" and {rows.Count - Named} more" : "");
}
