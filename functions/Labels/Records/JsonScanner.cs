using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Text.Unicode;

namespace Labels.Records;

/// <summary>
/// Goes through JSON as services write it, several times faster than a reader that makes tokens of it: what comes next is mostly what was
/// expected, and is seen at once. It checks the grammar of all that it steps over. Where a text is none that it is sure of it says no, and
/// somebody who is slower and more careful must decide; where it says yes, such a reader would have said the same.
/// </summary>
/// <remarks>
/// To be kept in a local variable and not handed on by reference: all that is here is compiled into who uses it, and the offset kept in a
/// register.
/// </remarks>
/// <param name="text">UTF-8.</param>
/// <param name="position">Where to begin.</param>
internal ref struct JsonScanner(ReadOnlySpan<byte> text, int position)
{
    private readonly ReadOnlySpan<byte> text = text;

    /// <summary>Offset of what comes next; <see cref="JsonGrammar.Unsure"/> and of no use any more once something was not there.</summary>
    public int Position { get; private set; } = position;

    /// <summary>Nothing but white space is left.</summary>
    public readonly bool IsAtEnd => JsonGrammar.SkipWhiteSpace(text, Position) == text.Length;

    /// <summary>Takes exactly these bytes, if they are what comes next; if not, anything else may still be.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryTake(ReadOnlySpan<byte> expected)
    {
        if (!text[Position..].StartsWith(expected))
            return false;

        Position += expected.Length;
        return true;
    }

    /// <summary>Takes one character of the grammar, with white space before it; if it does not come next, anything else may still.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryTake(byte token)
    {
        if ((uint)Position < (uint)text.Length && text[Position] == token)
        {
            Position++;
            return true;
        }

        var end = JsonGrammar.Skip(text, Position, token);
        if (end < 0)
            return false;

        Position = end;
        return true;
    }

    /// <summary>Takes a string without escapes that is UTF-8.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryTakeText(out ReadOnlySpan<byte> content)
    {
        content = default;
        if (!TryTake((byte)'"'))
            return false;

        var start = Position;
        Position = FindSpecial(text, Position, out var isAscii);
        if (Position < 0 || text[Position] != '"')
            return false;

        content = text[start..Position];
        Position++;
        return isAscii || Utf8.IsValid(content);
    }

    /// <summary>Takes a number, as it is written.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryTakeNumber(out ReadOnlySpan<byte> number)
    {
        var start = Position;
        if (!TrySkipNumber())
        {
            number = default;
            return false;
        }

        number = text[start..Position].TrimStart(" \t\r\n"u8);
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TrySkipNumber()
    {
        var length = PlainDecimalLength(text[Position..]);
        Position = length > 0 ? Position + length : JsonGrammar.SkipNumber(text, JsonGrammar.SkipWhiteSpace(text, Position));
        return Position >= 0;
    }

    /// <summary>Steps over a string, whatever it says.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TrySkipString()
    {
        var end = Position;
        if ((uint)end < (uint)text.Length && text[end] == '"')
            end = FindSpecial(text, end + 1, out _);

        Position = end >= 0 && end != Position && text[end] == '"' ? end + 1 : JsonGrammar.SkipString(text, Position);
        return Position >= 0;
    }

    /// <summary>Steps over a value of any kind.</summary>
    public bool TrySkipValue()
    {
        Position = JsonGrammar.SkipValue(text, Position);
        return Position >= 0;
    }

    /// <param name="end">Where it ends, or <see cref="JsonGrammar.Unsure"/>: that is still to be found.</param>
    /// <inheritdoc cref="TrySkipValue()"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TrySkipValue(int end)
    {
        Position = end >= 0 ? end : JsonGrammar.SkipValue(text, Position);
        return Position >= 0;
    }

    /// <returns>Where a string ends that is open, or where something special stands in it.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int FindSpecial(ReadOnlySpan<byte> text, int at, out bool isAscii)
    {
        isAscii = false;
        if (text.Length - at >= Vector256<byte>.Count)
        {
            var bytes = Vector256.Create(text.Slice(at, Vector256<byte>.Count));
            var special = (Vector256.Equals(bytes, Vector256.Create((byte)'"')) | Vector256.Equals(bytes, Vector256.Create((byte)'\\'))
                | Vector256.LessThan(bytes, Vector256.Create((byte)0x20))).ExtractMostSignificantBits();
            if (special != 0)
            {
                // The bits below the lowest of special.
                isAscii = (bytes.ExtractMostSignificantBits() & (special ^ (special - 1))) == 0;
                return at + BitOperations.TrailingZeroCount(special);
            }
        }

        return JsonGrammar.FindSpecial(text, at);
    }

    /// <summary>
    /// The length of a number as services write shares and percentages, digits, a point and digits, all seen at once; 0 where it is written
    /// in another way, or too long.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int PlainDecimalLength(ReadOnlySpan<byte> text)
    {
        if (text.Length < Vector128<byte>.Count)
            return 0;

        var digits = Vector128.LessThanOrEqual(
            Vector128.Create(text[..Vector128<byte>.Count]) - Vector128.Create((byte)'0'), Vector128.Create((byte)9));
        var others = ~digits.ExtractMostSignificantBits();
        var point = BitOperations.TrailingZeroCount(others);
        others &= others - 1;
        var length = BitOperations.TrailingZeroCount(others);
        var isPlain = length < Vector128<byte>.Count && point > 0 && length > point + 1 && text[point] == '.'
            && (point == 1 || text[0] != '0') && (text[length] | 0x20) != 'e';
        return isPlain ? length : 0;
    }
}
