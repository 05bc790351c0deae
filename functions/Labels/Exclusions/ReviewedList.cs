namespace Labels.Exclusions;

/// <summary>A list of labels that are left out, each with its reason and with those who answer for it.</summary>
/// <param name="Name">What the list is called in the policy.</param>
/// <param name="Labels">The labels as the service spells them, in the order of the file.</param>
public sealed record ReviewedList(string Name, IReadOnlyList<ListedLabel> Labels)
{
    /// <param name="content">The file.</param>
    /// <param name="kind">Which list it is.</param>
    /// <exception cref="UnreadableList">A row cannot be meant.</exception>
    public static ReviewedList Read(Stream content, ListKind kind) => new(
        kind.Name,
        [
            .. ListFile.Read(content, kind.File, "label", "axis", "reason", "reviewer1", "reviewer2", "approver1", "approver2")
                .Select(row => new ListedLabel(
                    row.Name,
                    row.OneOf(1, kind.Axes),
                    row.Required(2),
                    new Reviewers(row.Fields[3], row.Fields[4], row.Fields[5], row.Fields[6]),
                    row.Place)),
        ]);
}
