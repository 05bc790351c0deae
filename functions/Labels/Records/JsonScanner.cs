using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Labels.Records;

/// <summary>
/// Steps over JSON as services write it, several times faster than a reader that makes tokens of it. It checks the grammar of all that it
/// steps over. Where a text is none that it is sure of (deep nesting, anything broken) it says no, and somebody who is slower and more
/// careful must decide; where it says yes, such a reader would have said the same.
/// </summary>
/// <param name="text">UTF-8.</param>
internal ref struct JsonScanner(ReadOnlySpan<byte> text)
{
    /// <summary>Less than any reader allows.</summary>
    private const int MaxDepth = 32;

    /// <summary>What ends a string, and what makes one that is not taken as it stands.</summary>
    private static readonly SearchValues<byte> Special = SearchValues.Create([.. Enumerable.Range(0, 0x20).Select(c => (byte)c), (byte)'"', (byte)'\\']);

    private static readonly SearchValues<byte> HexDigits = SearchValues.Create("0123456789abcdefABCDEF"u8);

    private readonly ReadOnlySpan<byte> text = text;

    /// <summary>Offset of what comes next; may be set back to what it was.</summary>
    public int Position { get; set; }

    /// <summary>Nothing but white space is left.</summary>
    public bool IsAtEnd
    {
        get
        {
            SkipWhiteSpace();
            return Position == text.Length;
        }
    }

    private readonly ReadOnlySpan<byte> Rest => text[Position..];

    /// <summary>Takes one character of the grammar, with white space before it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryTake(byte token)
    {
        if ((uint)Position < (uint)text.Length && text[Position] == token)
        {
            Position++;
            return true;
        }

        return TryTakeBehindWhiteSpace(token);
    }

    /// <summary>Takes exactly these bytes, if they are what comes next.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryTake(ReadOnlySpan<byte> expected)
    {
        if (!Rest.StartsWith(expected))
            return false;

        Position += expected.Length;
        return true;
    }

    /// <summary>Takes a key and its colon.</summary>
    public bool TryTakeKey(out ReadOnlySpan<byte> key) => TryTakeString(out key) && TryTake((byte)':');

    /// <summary>Takes a string without escapes; its bytes may be no UTF-8.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryTakeString(out ReadOnlySpan<byte> content)
    {
        content = default;
        if (!TryTake((byte)'"'))
            return false;

        var start = Position;
        if (!TryFindSpecial() || text[Position] != '"')
            return false;

        content = text[start..Position];
        Position++;
        return true;
    }

    /// <summary>Takes a number, as it is written.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryTakeNumber(out ReadOnlySpan<byte> number)
    {
        var length = PlainDecimalLength(Rest);
        if (length == 0)
            return TryTakeAnyNumber(out number);

        number = text.Slice(Position, length);
        Position += length;
        return true;
    }

    /// <summary>Steps over a value of any kind.</summary>
    public bool TrySkipValue(int depth = 0)
    {
        SkipWhiteSpace();
        if ((uint)Position >= (uint)text.Length || depth == MaxDepth)
            return false;

        switch (text[Position])
        {
            case (byte)'"':
                return TrySkipString();
            case (byte)'{':
                Position++;
                return TrySkipMembers(depth + 1);
            case (byte)'[':
                Position++;
                return TrySkipElements(depth + 1);
            case (byte)'t':
                return TryTake("true"u8);
            case (byte)'f':
                return TryTake("false"u8);
            case (byte)'n':
                return TryTake("null"u8);
            default:
                return TryTakeNumber(out _);
        }
    }

    /// <summary>Steps over a string, whatever it says; its escapes are looked at, but not what they stand for.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TrySkipString()
    {
        if (!TryTake((byte)'"') || !TryFindSpecial())
            return false;

        if (text[Position] != '"')
            return TrySkipEscapes();

        Position++;
        return true;
    }

    /// <summary>Steps to the end of a string, or to what is special in it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryFindSpecial()
    {
        var rest = Rest;
        if (rest.Length >= Vector256<byte>.Count)
        {
            var bytes = Vector256.Create(rest[..Vector256<byte>.Count]);
            var special = Vector256.Equals(bytes, Vector256.Create((byte)'"')) | Vector256.Equals(bytes, Vector256.Create((byte)'\\'))
                | Vector256.LessThan(bytes, Vector256.Create((byte)0x20));
            if (special != Vector256<byte>.Zero)
            {
                Position += BitOperations.TrailingZeroCount(special.ExtractMostSignificantBits());
                return true;
            }
        }

        return TryFindDistantSpecial();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool TryFindDistantSpecial()
    {
        var length = Rest.IndexOfAny(Special);
        Position += Math.Max(length, 0);
        return length >= 0;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool TrySkipEscapes()
    {
        do
        {
            if (text[Position] == '"')
            {
                Position++;
                return true;
            }

            if (text[Position++] != '\\' || !TrySkipEscape())
                return false;
        }
        while (TryFindSpecial());
        return false;
    }

    private bool TrySkipEscape()
    {
        if ((uint)Position >= (uint)text.Length)
            return false;

        var kind = text[Position++];
        if (kind != 'u')
            return "\"\\/bfnrt"u8.Contains(kind);

        var digits = Rest[..Math.Min(4, Rest.Length)];
        Position += digits.Length;
        return digits.Length == 4 && digits.IndexOfAnyExcept(HexDigits) < 0;
    }

    private bool TrySkipMembers(int depth)
    {
        if (TryTake((byte)'}'))
            return true;

        do
        {
            if (!TrySkipString() || !TryTake((byte)':') || !TrySkipValue(depth))
                return false;
        }
        while (TryTake((byte)','));
        return TryTake((byte)'}');
    }

    private bool TrySkipElements(int depth)
    {
        if (TryTake((byte)']'))
            return true;

        do
        {
            if (!TrySkipValue(depth))
                return false;
        }
        while (TryTake((byte)','));
        return TryTake((byte)']');
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

    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool TryTakeAnyNumber(out ReadOnlySpan<byte> number)
    {
        SkipWhiteSpace();
        var start = Position;
        number = default;
        if (IsNext('-'))
            Position++;

        // No digit comes behind a leading zero.
        var whole = Position;
        if (SkipDigits() == 0 || (text[whole] == '0' && Position > whole + 1))
            return false;

        if (IsNext('.'))
        {
            Position++;
            if (SkipDigits() == 0)
                return false;
        }

        if (IsNext('e') || IsNext('E'))
        {
            Position++;
            if (IsNext('+') || IsNext('-'))
                Position++;

            if (SkipDigits() == 0)
                return false;
        }

        number = text[start..Position];
        return true;
    }

    private readonly bool IsNext(char character) => (uint)Position < (uint)text.Length && text[Position] == character;

    /// <returns>How many there were.</returns>
    private int SkipDigits()
    {
        var count = Rest.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        count = count < 0 ? Rest.Length : count;
        Position += count;
        return count;
    }

    private void SkipWhiteSpace()
    {
        while ((uint)Position < (uint)text.Length && text[Position] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
            Position++;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool TryTakeBehindWhiteSpace(byte token)
    {
        SkipWhiteSpace();
        if (!IsNext((char)token))
            return false;

        Position++;
        return true;
    }
}
