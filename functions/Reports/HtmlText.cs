using System.Text;

namespace Reports;

/// <summary>Text as HTML holds it, in an element or in an attribute between double quotes.</summary>
internal static class HtmlText
{
    public static void Write(TextWriter output, string text)
    {
        // Half a surrogate pair comes out of the enumeration as U+FFFD.
        foreach (var character in text.EnumerateRunes())
        {
            switch (character.Value)
            {
                case '&':
                    output.Write("&amp;");
                    break;
                case '<':
                    output.Write("&lt;");
                    break;
                case '>':
                    output.Write("&gt;");
                    break;
                case '"':
                    output.Write("&quot;");
                    break;
                default:
                    output.Write(IsFit(character) ? character : Rune.ReplacementChar);
                    break;
            }
        }
    }

    /// <summary>HTML knows neither control characters, but for those that part words and lines, nor what Unicode says is no character.</summary>
    private static bool IsFit(Rune character) =>
        character.Value is '\t' or '\n' or '\r' || !(Rune.IsControl(character) || IsNoncharacter(character.Value));

    private static bool IsNoncharacter(int value) => value is >= 0xFDD0 and <= 0xFDEF || (value & 0xFFFE) == 0xFFFE;
}
