using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Labels.Tags;

/// <summary>
/// The hashes of a record's tags, by which the database knows them again: <c>hashtext</c> of each tag as PostgreSQL prints jsonb,
/// <c>{"name": "cat", "accuracy": 0.9983, "provider": "rekognition"}</c>, four bytes, the highest first.
/// </summary>
internal sealed class TagHashes
{
    private readonly byte[] afterAccuracy;
    private byte[] tag = new byte[512];
    private byte[] hashes = new byte[64 * sizeof(uint)];
    private int count;

    public TagHashes(string provider)
    {
        var end = new ArrayBufferWriter<byte>();
        end.Write(", \"provider\": "u8);
        JsonString.Write(Encoding.UTF8.GetBytes(provider), end);
        end.Write("}"u8);
        afterAccuracy = end.WrittenSpan.ToArray();
    }

    public ReadOnlySpan<byte> Written => hashes.AsSpan(0, count * sizeof(uint));

    public void Clear() => count = 0;

    /// <param name="beginning"><c>{"name": "cat", "accuracy": </c></param>
    /// <param name="accuracy">The canonical decimal.</param>
    public void Add(ReadOnlySpan<byte> beginning, ReadOnlySpan<byte> accuracy)
    {
        var length = beginning.Length + accuracy.Length + afterAccuracy.Length;
        if (tag.Length < length)
            tag = new byte[length * 2];

        beginning.CopyTo(tag);
        accuracy.CopyTo(tag.AsSpan(beginning.Length));
        afterAccuracy.CopyTo(tag.AsSpan(beginning.Length + accuracy.Length));

        if (hashes.Length < (count + 1) * sizeof(uint))
            Array.Resize(ref hashes, hashes.Length * 2);

        BinaryPrimitives.WriteUInt32BigEndian(hashes.AsSpan(count++ * sizeof(uint)), TextHash.Of(tag.AsSpan(0, length)));
    }
}
