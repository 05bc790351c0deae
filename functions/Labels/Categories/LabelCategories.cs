using System.Collections.Frozen;
using System.Reflection;
using Labels.Exclusions;

namespace Labels.Categories;

/// <summary>
/// The labels of Amazon Rekognition's model 3.0, which have all been judged, and the category that the service puts each in: file
/// <c>label-categories.csv</c>. An alias is in its label's.
/// </summary>
public sealed class LabelCategories
{
    private const string File = "label-categories.csv";

    private readonly FrozenDictionary<string, string> categories;
    private readonly LabelAliases aliases;

    private LabelCategories(IEnumerable<ListRow> rows, LabelAliases aliases)
    {
        categories = rows.ToFrozenDictionary(row => row.Name, row => row.Fields[1], FoldedName.Comparer);
        this.aliases = aliases;
    }

    public int Count => categories.Count;

    /// <summary>The file in this folder.</summary>
    public static LabelCategories Packaged()
    {
        using var content = Assembly.GetExecutingAssembly().GetManifestResourceStream(File)
            ?? throw new InvalidOperationException($"{File} is missing from the assembly.");
        return new LabelCategories(ListFile.Read(content, File, "label", "category"), ReviewedLists.Packaged().Aliases);
    }

    /// <summary>Empty where the service has none for the label; null where the name is neither a label nor an alias.</summary>
    /// <param name="name">In any case.</param>
    public string? Of(string name) => categories.GetValueOrDefault(name) ?? categories.GetValueOrDefault(aliases.NamesOf(name).First());
}
