using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Unicode;
using Labels.Records;

namespace Labels.Statistics;

/// <summary>
/// Names, each with its tally, and a bound on how many. Of more than that, those with the smallest hashes are kept (a bottom-k
/// sample): a name
/// that is among the smallest of all is among the smallest of every part, so that it was never left out, and its tally is whole, in
/// whatever order records came and parts were merged.
/// </summary>
/// <param name="capacity">How many names are kept.</param>
/// <param name="longest">The longest name that is kept, in bytes.</param>
internal sealed class NameTable<T>(int capacity, int longest)
    where T : struct, ITally<T>
{
    /// <summary>Names beyond the capacity that are held until those with the largest hashes go all at once.</summary>
    private readonly int slack = Math.Max(capacity / 4, 1);

    private readonly NameIndex index = new();
    private T[] tallies = new T[64];

    /// <summary>Hash from which on nothing is taken in any more, once there was too much.</summary>
    private UInt128 bound = UInt128.MaxValue;

    /// <summary>Where it is counted what nobody asks for.</summary>
    private T others;

    /// <summary>The tally of a name; of no consequence where the name is not kept. Valid until the next call.</summary>
    public ref T this[ReadOnlySpan<byte> name]
    {
        get
        {
            if (name.Length > longest)
                return ref others;

            var number = index.Find(name);
            return ref number >= 0 ? ref tallies[number] : ref Take(name);
        }
    }

    /// <summary>Names that are kept with their tallies, in no order.</summary>
    public IReadOnlyList<(string Name, T Tally)> Kept()
    {
        Trim();
        return [.. Enumerable.Range(0, index.Count).Select(number => (Encoding.UTF8.GetString(index[number]), tallies[number]))];
    }

    public void Merge(NameTable<T> other)
    {
        other.Trim();
        for (var number = 0; number < other.index.Count; number++)
            this[other.index[number]].Add(other.tallies[number]);
    }

    public void WriteTo(VarintWriter writer)
    {
        Trim();
        writer.Write((ulong)index.Count);
        foreach (var number in index.InOrder())
        {
            writer.Write(index[number]);
            tallies[number].WriteTo(writer);
        }
    }

    /// <param name="reader">Where the names are.</param>
    /// <param name="sum">The sum of all tallies.</param>
    public void ReadFrom(ref VarintReader reader, out T sum)
    {
        sum = default;
        ReadOnlySpan<byte> last = default;
        for (var left = reader.Read((ulong)capacity); left > 0; left--)
        {
            var name = reader.ReadText(longest);
            if (!Utf8.IsValid(name))
                throw reader.Unreadable("a name that is not UTF-8");

            if (index.Count > 0 && name.SequenceCompareTo(last) <= 0)
                throw reader.Unreadable("names that are not in order");

            last = name;
            var tally = T.Read(ref reader);
            this[name] = tally;
            sum.Add(tally);
        }
    }

    /// <summary>The first 128 bits of SHA-256: for these no two names are known to be the same.</summary>
    private static UInt128 Hash(ReadOnlySpan<byte> name)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(name, hash);
        return BinaryPrimitives.ReadUInt128BigEndian(hash);
    }

    private ref T Take(ReadOnlySpan<byte> name)
    {
        if (bound < UInt128.MaxValue && Hash(name) > bound)
            return ref others;

        if (index.Count == capacity + slack)
        {
            Trim();
            return ref Take(name);
        }

        var number = index.Add(name);
        if (number == tallies.Length)
            Array.Resize(ref tallies, tallies.Length * 2);

        tallies[number] = default;
        return ref tallies[number];
    }

    private void Trim()
    {
        if (index.Count <= capacity)
            return;

        var hashes = new UInt128[index.Count];
        for (var number = 0; number < hashes.Length; number++)
            hashes[number] = Hash(index[number]);

        var sorted = hashes.ToArray();
        Array.Sort(sorted);
        bound = sorted[capacity - 1];
        index.KeepOnly(number => hashes[number] <= bound, (from, to) => tallies[to] = tallies[from]);
    }
}
