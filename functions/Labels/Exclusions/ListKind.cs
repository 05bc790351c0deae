namespace Labels.Exclusions;

/// <summary>One of the two lists: what it is for, and where it lies.</summary>
/// <param name="Name">What it is called in the policy.</param>
/// <param name="File">Its file's name.</param>
/// <param name="Axes">What its labels may say something of.</param>
public sealed record ListKind(string Name, string File, IReadOnlyList<string> Axes)
{
    /// <summary>Labels that say of people what cannot be seen or is theirs to say. Always in force.</summary>
    public static ListKind Excluded { get; } = new(
        "excluded",
        "excluded-labels.csv",
        ["age", "gender", "sexual orientation", "nationality", "race", "marital status", "gendered occupation"]);

    /// <summary>Labels that other maintainers leave out besides. In force where that is asked for.</summary>
    public static ListKind Extras { get; } = new("extras", "extra-labels.csv", ["emotion", "damage", "religion"]);
}
