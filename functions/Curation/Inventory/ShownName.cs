using System.Globalization;
using System.Text;

namespace Curation.Inventory;

/// <summary>
/// A name from the catalog as people are shown it. Names may be anything: one that is too long to be taken in is cut, and one with something
/// in it that would not be seen, or would turn the text around it, is put in quotes, with that written out.
/// </summary>
internal static class ShownName
{
    private const int Longest = 80;

    /// <summary>No name of a provider is shown like this: one that begins with a bracket is put in quotes.</summary>
    private const string NoProvider = "(no provider)";

    public static string OfProvider(string provider) => provider.Length == 0 ? NoProvider : Of(provider);

    public static string Of(string name)
    {
        var cut = Cut(name);
        return IsPlain(cut) ? cut : Quoted(cut);
    }

    /// <summary>No pair of surrogates is parted.</summary>
    public static string Cut(string name) => name.Length <= Longest
        ? name
        : string.Concat(name.AsSpan(0, char.IsHighSurrogate(name[Longest - 1]) ? Longest - 1 : Longest), "…");

    private static bool IsPlain(string name) =>
        name.Length > 0 && name[0] is not (' ' or '"' or '(') && name[^1] != ' ' && !name.Contains("  ", StringComparison.Ordinal)
        && name.EnumerateRunes().All(IsSeen);

    private static bool IsSeen(Rune character) => character.Value == ' ' || Rune.GetUnicodeCategory(character) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator
        or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned);

    /// <summary>A browser shows spaces in a row as one, and those at the ends not at all.</summary>
    private static string Quoted(string name)
    {
        var quoted = new StringBuilder("\"");
        var (last, position, isAfterSpace) = (name.TrimEnd(' ').Length, 0, true);
        foreach (var character in name.EnumerateRunes())
        {
            var isSpace = character.Value == ' ';
            if (character.Value is '"' or '\\')
                quoted.Append('\\').Append(character);
            else if (isSpace ? isAfterSpace || position >= last : !IsSeen(character))
                quoted.Append(CultureInfo.InvariantCulture, $"\\u{{{character.Value:X}}}");
            else
                quoted.Append(character);

            (position, isAfterSpace) = (position + character.Utf16SequenceLength, isSpace);
        }

        return quoted.Append('"').ToString();
    }
}
