using System.Buffers;

namespace Labels.Tags;

/// <summary>Writes UTF-8 text as a JSON string, escaping no more than JSON demands.</summary>
internal static class JsonString
{
    private static readonly SearchValues<byte> Escaped = SearchValues.Create([.. Enumerable.Range(0, 0x20).Select(c => (byte)c), (byte)'"', (byte)'\\']);

    public static void Write(ReadOnlySpan<byte> text, IBufferWriter<byte> destination)
    {
        destination.Write("\""u8);
        while (text.IndexOfAny(Escaped) is >= 0 and var at)
        {
            destination.Write(text[..at]);
            WriteEscape(text[at], destination);
            text = text[(at + 1)..];
        }

        destination.Write(text);
        destination.Write("\""u8);
    }

    private static void WriteEscape(byte character, IBufferWriter<byte> destination)
    {
        if (character is (byte)'"' or (byte)'\\')
        {
            destination.Write([(byte)'\\', character]);
            return;
        }

        ReadOnlySpan<byte> digits = "0123456789abcdef"u8;
        destination.Write("\\u00"u8);
        destination.Write([digits[character >> 4], digits[character & 0xF]]);
    }
}
