namespace Labels.Exclusions;

/// <summary>Other names of labels: those that the service gives, and those that a label had in an older model.</summary>
public sealed class LabelAliases
{
    public const string File = "label-aliases.csv";

    private readonly Dictionary<string, string> labels = new(FoldedName.Comparer);
    private readonly ILookup<string, string> aliases;

    /// <param name="pairs">Each alias, once, and its label, which is no alias itself.</param>
    public LabelAliases(IEnumerable<(string Alias, string Label)> pairs)
    {
        foreach (var (alias, label) in pairs)
            labels.Add(alias, label);

        aliases = labels.ToLookup(pair => pair.Value, pair => pair.Key, FoldedName.Comparer);
        if (labels.Keys.FirstOrDefault(aliases.Contains) is { } chained)
            throw new UnreadableList($"{File} has '{chained}' both as an alias and as a label that has aliases.");
    }

    /// <exception cref="UnreadableList">A row cannot be meant.</exception>
    public static LabelAliases Read(Stream content) =>
        new(ListFile.Read(content, File, "alias", "label").Select(row => (row.Name, row.Required(1))));

    /// <summary>The label's name in the model of today, and all other names it has or had.</summary>
    public IEnumerable<string> NamesOf(string name)
    {
        var label = labels.GetValueOrDefault(name, name);
        return aliases[label].Prepend(label);
    }
}
