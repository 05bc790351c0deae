namespace Labels.Exclusions;

/// <summary>
/// Names as the policy compares them: without regard to the case of A to Z, and of no other letter but the Kelvin sign, which is what the
/// database does with <c>tag_policy.name_key(name)</c>. That sign is the only letter beyond ASCII of which the lower case is in ASCII: a tag's
/// name that came with it is spelled with a k. Any wider folding would differ between the two (a dotless i).
/// </summary>
public static class FoldedName
{
    /// <summary>Compares names in either form.</summary>
    public static IEqualityComparer<string> Comparer { get; } = new TextComparer();

    /// <summary>The Kelvin sign, U+212A.</summary>
    internal static ReadOnlySpan<byte> KelvinSign => "\u212A"u8;

    internal static Utf8NameComparer Utf8Comparer { get; } = new();

    public static string Of(string name) => string.Create(name.Length, name, (folded, original) =>
    {
        for (var i = 0; i < original.Length; i++)
            folded[i] = original[i] == '\u212A' ? 'k' : FoldAscii(original[i]);
    });

    /// <summary>The character, in lower case if it is one of A to Z.</summary>
    public static char FoldAscii(char character) => char.IsAsciiLetterUpper(character) ? (char)(character | 0x20) : character;

    /// <summary>The name with a k for each Kelvin sign.</summary>
    /// <param name="name">In UTF-8.</param>
    /// <param name="plain">Takes as many bytes as the name has.</param>
    /// <returns>How many were written.</returns>
    internal static int WithoutKelvinSigns(ReadOnlySpan<byte> name, Span<byte> plain)
    {
        var length = 0;
        for (var i = 0; i < name.Length; i++)
        {
            var isKelvin = name[i..].StartsWith(KelvinSign);
            plain[length++] = isKelvin ? (byte)'k' : name[i];
            i += isKelvin ? KelvinSign.Length - 1 : 0;
        }

        return length;
    }

    private static byte Fold(byte character) => character is >= (byte)'A' and <= (byte)'Z' ? (byte)(character | 0x20) : character;

    private sealed class TextComparer : IEqualityComparer<string>
    {
        public bool Equals(string? x, string? y) =>
            x is null || y is null ? x is null && y is null : string.Equals(Of(x), Of(y), StringComparison.Ordinal);

        public int GetHashCode(string name) => Of(name).GetHashCode(StringComparison.Ordinal);
    }

    /// <summary>Looks names up as they stand in a line of a label file, without making anything of them.</summary>
    internal sealed class Utf8NameComparer : IEqualityComparer<byte[]>, IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>
    {
        public byte[] Create(ReadOnlySpan<byte> alternate) => alternate.ToArray();

        public bool Equals(byte[]? x, byte[]? y) => x is null || y is null ? x is null && y is null : Equals(x.AsSpan(), y);

        public bool Equals(ReadOnlySpan<byte> alternate, byte[] other)
        {
            if (alternate.Length != other.Length)
                return false;

            for (var i = 0; i < other.Length; i++)
            {
                if (Fold(alternate[i]) != Fold(other[i]))
                    return false;
            }

            return true;
        }

        public int GetHashCode(byte[] name) => GetHashCode(name.AsSpan());

        /// <summary>FNV-1a. The names that are listed are ours, so nobody can make them collide.</summary>
        public int GetHashCode(ReadOnlySpan<byte> alternate)
        {
            var hash = 2166136261u;
            foreach (var character in alternate)
                hash = (hash ^ Fold(character)) * 16777619u;

            return (int)hash;
        }
    }
}
