using System.Collections.Frozen;
using System.Reflection;
using System.Text;

namespace Labels.Exclusions;

/// <summary>
/// Label names that say something of a person's age, gender, sexual orientation, nationality, race or marital status. Compared without
/// regard to case.
/// </summary>
public sealed class ExclusionList
{
    private readonly FrozenSet<string> names;
    private readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> lookup;
    private readonly int longest;

    public ExclusionList(IEnumerable<string> names)
    {
        this.names = names.ToFrozenSet(StringComparer.OrdinalIgnoreCase);
        lookup = this.names.GetAlternateLookup<ReadOnlySpan<char>>();
        longest = this.names.Count == 0 ? 0 : this.names.Max(Encoding.UTF8.GetByteCount);
    }

    public IReadOnlyCollection<string> Names => names;

    /// <summary>The list in this folder, <c>excluded-labels.csv</c>: a header, then one name and its axis a row.</summary>
    public static ExclusionList Default() => new(ReadNames());

    /// <param name="name">A label name in UTF-8, in any case.</param>
    public bool Contains(ReadOnlySpan<byte> name)
    {
        // Characters never outnumber bytes, so what is longer than the longest listed name (give or take its case) is not listed.
        const int caseMargin = 8;
        if (name.Length > longest + caseMargin)
            return false;

        Span<char> characters = stackalloc char[longest + caseMargin];
        return lookup.Contains(characters[..Encoding.UTF8.GetChars(name, characters)]);
    }

    private static IEnumerable<string> ReadNames()
    {
        using var resource = Assembly.GetExecutingAssembly().GetManifestResourceStream("excluded-labels.csv")
            ?? throw new InvalidOperationException("The exclusion list is missing from the assembly.");
        using var reader = new StreamReader(resource);

        reader.ReadLine();
        while (reader.ReadLine() is { } row)
        {
            if (row.Split(',') is [var name, _])
                yield return name;
        }
    }
}
