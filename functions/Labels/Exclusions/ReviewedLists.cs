using System.Reflection;

namespace Labels.Exclusions;

/// <summary>The lists as they are kept: what is excluded, what may be, and which names mean the same.</summary>
public sealed record ReviewedLists(ReviewedList Excluded, ReviewedList Extras, LabelAliases Aliases)
{
    /// <summary>The files in this folder.</summary>
    public static ReviewedLists Packaged() => new(
        ReviewedList.Read(Open(ListKind.Excluded.File), ListKind.Excluded),
        ReviewedList.Read(Open(ListKind.Extras.File), ListKind.Extras),
        LabelAliases.Read(Open(LabelAliases.File)));

    /// <summary>The lists that are in force.</summary>
    /// <param name="extras">Whether the extras are among them.</param>
    public IReadOnlyList<ReviewedList> InForce(bool extras) => extras ? [Excluded, Extras] : [Excluded];

    /// <summary>Every name that is left out. A label takes its aliases along, and an alias its label: an older name is no way past the list.</summary>
    public ExclusionList Exclusions(bool extras)
    {
        var names = new OrderedDictionary<string, ExcludedName>(StringComparer.Ordinal);
        var listed = InForce(extras).SelectMany(list => list.Labels, (list, label) => (list.Name, label)).ToList();
        foreach (var (list, label) in listed)
            names.TryAdd(FoldedName.Of(label.Label), new ExcludedName(FoldedName.Of(label.Label), list, label.Axis, label.Reason));

        foreach (var (list, label) in listed)
        {
            foreach (var name in Aliases.NamesOf(label.Label).Select(FoldedName.Of))
                names.TryAdd(name, new ExcludedName(name, list, label.Axis, $"Another name of {label.Label}: {label.Reason}"));
        }

        return new ExclusionList(names.Values);
    }

    private static Stream Open(string file) => Assembly.GetExecutingAssembly().GetManifestResourceStream(file)
        ?? throw new InvalidOperationException($"{file} is missing from the assembly.");
}
