using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Labels.Exclusions;

/// <summary>
/// Label names that are left out because of what they say of people. Compared as <see cref="FoldedName"/> says, the same here as in the
/// database.
/// </summary>
public sealed class ExclusionList
{
    private readonly FrozenDictionary<byte[], ExcludedName> names;
    private readonly FrozenDictionary<byte[], ExcludedName>.AlternateLookup<ReadOnlySpan<byte>> lookup;
    private readonly int longest;

    /// <param name="names">Each name once.</param>
    public ExclusionList(IEnumerable<ExcludedName> names)
    {
        this.names = names.ToFrozenDictionary(name => Encoding.UTF8.GetBytes(name.Name), FoldedName.Utf8Comparer);
        lookup = this.names.GetAlternateLookup<ReadOnlySpan<byte>>();
        longest = this.names.Keys.Select(name => name.Length).DefaultIfEmpty().Max();
    }

    public IReadOnlyCollection<ExcludedName> Names => names.Values;

    /// <summary>The lists in this folder.</summary>
    public static ExclusionList Default(bool extras = false) => ReviewedLists.Packaged().Exclusions(extras);

    /// <param name="name">A label name in UTF-8, in any case.</param>
    public bool Contains(ReadOnlySpan<byte> name) => TryFind(name, out _);

    /// <param name="name">A label name in UTF-8, in any case.</param>
    /// <param name="found">Which list and axis it is on.</param>
    public bool TryFind(ReadOnlySpan<byte> name, [NotNullWhen(true)] out ExcludedName? found)
    {
        found = null;
        return (name.Length <= longest && lookup.TryGetValue(name, out found))
            || (name.Contains(FoldedName.KelvinSign[0]) && TryFindPlain(name, out found));
    }

    private bool TryFindPlain(ReadOnlySpan<byte> name, [NotNullWhen(true)] out ExcludedName? found)
    {
        found = null;
        if (name.Length > longest * FoldedName.KelvinSign.Length)
            return false;

        var plain = new byte[name.Length];
        return lookup.TryGetValue(plain.AsSpan(0, FoldedName.WithoutKelvinSigns(name, plain)), out found);
    }
}
