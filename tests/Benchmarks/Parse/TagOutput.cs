using System.Buffers;

namespace Benchmarks.Parse;

/// <summary>Where contestants write the tags of one record after the other, each followed by a line feed.</summary>
/// <param name="keepsAll">Whether it is all to be looked at; otherwise the buffer is used over and over.</param>
internal sealed class TagOutput(bool keepsAll = false)
{
    private const int SentAt = 256 * 1024;

    public ArrayBufferWriter<byte> Buffer { get; } = new(2 * SentAt);

    public void EndRecord()
    {
        Buffer.Write("\n"u8);
        if (!keepsAll && Buffer.WrittenCount >= SentAt)
            Buffer.ResetWrittenCount();
    }
}
