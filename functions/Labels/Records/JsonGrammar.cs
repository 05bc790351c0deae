using System.Buffers;

namespace Labels.Records;

/// <summary>
/// Steps over JSON of any kind and checks its grammar (RFC 8259) as it goes. Each step begins at an offset of a text, and comes back with the
/// offset after what it stepped over, or with <see cref="Unsure"/>: then somebody who is slower and more careful must decide.
/// </summary>
internal static class JsonGrammar
{
    public const int Unsure = -1;

    /// <summary>Less than any reader allows.</summary>
    private const int MaxDepth = 32;

    /// <summary>What ends a string, and what makes one that is not taken as it stands.</summary>
    private static readonly SearchValues<byte> Special = SearchValues.Create([.. Enumerable.Range(0, 0x20).Select(c => (byte)c), (byte)'"', (byte)'\\']);

    private static readonly SearchValues<byte> HexDigits = SearchValues.Create("0123456789abcdefABCDEF"u8);

    public static int SkipWhiteSpace(ReadOnlySpan<byte> text, int at)
    {
        while ((uint)at < (uint)text.Length && text[at] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
            at++;

        return at;
    }

    /// <summary>One character of the grammar, with white space before it.</summary>
    public static int Skip(ReadOnlySpan<byte> text, int at, byte token)
    {
        at = SkipWhiteSpace(text, at);
        return At(text, at, token) ? at + 1 : Unsure;
    }

    public static int SkipValue(ReadOnlySpan<byte> text, int at, int depth = 0)
    {
        at = SkipWhiteSpace(text, at);
        if ((uint)at >= (uint)text.Length || depth == MaxDepth)
            return Unsure;

        return text[at] switch
        {
            (byte)'"' => SkipString(text, at),
            (byte)'{' => SkipMembers(text, at + 1, depth + 1),
            (byte)'[' => SkipElements(text, at + 1, depth + 1),
            (byte)'t' => SkipWord(text, at, "true"u8),
            (byte)'f' => SkipWord(text, at, "false"u8),
            (byte)'n' => SkipWord(text, at, "null"u8),
            _ => SkipNumber(text, at),
        };
    }

    /// <summary>A string, whatever it says; its escapes are looked at, but not what they stand for.</summary>
    public static int SkipString(ReadOnlySpan<byte> text, int at)
    {
        at = Skip(text, at, (byte)'"');
        while (at >= 0 && (at = FindSpecial(text, at)) >= 0)
        {
            if (text[at] == '"')
                return at + 1;

            at = text[at] == '\\' ? SkipEscape(text, at + 1) : Unsure;
        }

        return Unsure;
    }

    /// <returns>Where a string ends that is open, or where something special stands in it.</returns>
    public static int FindSpecial(ReadOnlySpan<byte> text, int at) => text[at..].IndexOfAny(Special) is >= 0 and var length ? at + length : Unsure;

    public static int SkipNumber(ReadOnlySpan<byte> text, int at)
    {
        if (At(text, at, (byte)'-'))
            at++;

        // No digit comes behind a leading zero.
        var whole = at;
        at = SkipDigits(text, at);
        if (at < 0 || (text[whole] == '0' && at > whole + 1))
            return Unsure;

        if (At(text, at, (byte)'.'))
            at = SkipDigits(text, at + 1);

        if (at >= 0 && (At(text, at, (byte)'e') || At(text, at, (byte)'E')))
            at = SkipDigits(text, At(text, at + 1, (byte)'+') || At(text, at + 1, (byte)'-') ? at + 2 : at + 1);

        return at;
    }

    private static int SkipMembers(ReadOnlySpan<byte> text, int at, int depth)
    {
        if (Skip(text, at, (byte)'}') is >= 0 and var end)
            return end;

        while ((at = SkipString(text, at)) >= 0 && (at = Skip(text, at, (byte)':')) >= 0 && (at = SkipValue(text, at, depth)) >= 0)
        {
            var next = Skip(text, at, (byte)',');
            if (next < 0)
                return Skip(text, at, (byte)'}');

            at = next;
        }

        return Unsure;
    }

    private static int SkipElements(ReadOnlySpan<byte> text, int at, int depth)
    {
        if (Skip(text, at, (byte)']') is >= 0 and var end)
            return end;

        while ((at = SkipValue(text, at, depth)) >= 0)
        {
            var next = Skip(text, at, (byte)',');
            if (next < 0)
                return Skip(text, at, (byte)']');

            at = next;
        }

        return Unsure;
    }

    private static int SkipWord(ReadOnlySpan<byte> text, int at, ReadOnlySpan<byte> word) =>
        text[at..].StartsWith(word) ? at + word.Length : Unsure;

    private static int SkipEscape(ReadOnlySpan<byte> text, int at)
    {
        if (!At(text, at, (byte)'u'))
            return (uint)at < (uint)text.Length && "\"\\/bfnrt"u8.Contains(text[at]) ? at + 1 : Unsure;

        var digits = text[(at + 1)..];
        return digits.Length >= 4 && digits[..4].IndexOfAnyExcept(HexDigits) < 0 ? at + 5 : Unsure;
    }

    private static int SkipDigits(ReadOnlySpan<byte> text, int at)
    {
        var start = at;
        while ((uint)at < (uint)text.Length && (uint)(text[at] - '0') <= 9)
            at++;

        return at > start ? at : Unsure;
    }

    private static bool At(ReadOnlySpan<byte> text, int at, byte character) => (uint)at < (uint)text.Length && text[at] == character;
}
