using System.Buffers;
using System.Numerics;
using System.Text;

namespace Labels.Tags;

/// <summary>
/// The names of one record, spelled as tags are, each once and numbered in the order in which they first occur. An open-addressing
/// table over one buffer: nothing is allocated once it has grown to the largest record.
/// </summary>
internal sealed class DistinctNames(NameCase nameCase)
{
    private byte[] text = new byte[8 * 1024];
    private char[] characters = new char[256];
    private Slice[] names = new Slice[64];
    /// <summary>One more than a name's number, or 0 where the slot is free.</summary>
    private int[] slots = new int[128];
    private int slotCount;
    private int textLength;

    public int Count { get; private set; }

    public ReadOnlySpan<byte> this[int number] => text.AsSpan(names[number].Start, names[number].Length);

    /// <param name="capacity">How many names may come at the most.</param>
    public void Clear(int capacity)
    {
        // At most half of the slots are ever taken, so that a search is short and ends.
        slotCount = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(capacity, 1) * 2);
        if (slots.Length < slotCount)
            slots = new int[slotCount];

        if (names.Length < capacity)
            names = new Slice[capacity];

        slots.AsSpan(0, slotCount).Clear();
        Count = 0;
        textLength = 0;
    }

    /// <summary>The number of <paramref name="name"/>, which is <see cref="Count"/> as it was before where the name is new.</summary>
    public int Add(ReadOnlySpan<byte> name)
    {
        var spelled = Spell(name);
        var slot = Hash(spelled) & (slotCount - 1);
        while (slots[slot] != 0)
        {
            if (this[slots[slot] - 1].SequenceEqual(spelled))
                return slots[slot] - 1;

            slot = (slot + 1) & (slotCount - 1);
        }

        names[Count] = new Slice(textLength, spelled.Length);
        textLength += spelled.Length;
        slots[slot] = ++Count;
        return Count - 1;
    }

    /// <summary>Seeded anew in each process, so that no file can be made to collide.</summary>
    private static int Hash(ReadOnlySpan<byte> name)
    {
        var hash = default(HashCode);
        hash.AddBytes(name);
        return hash.ToHashCode();
    }

    /// <summary>Writes the name behind those that are kept.</summary>
    private ReadOnlySpan<byte> Spell(ReadOnlySpan<byte> name)
    {
        // Lower case can be longer in UTF-8, though never twice as long: "Ⱥ" (two bytes) becomes "ⱥ" (three).
        var room = name.Length * 2;
        if (text.Length - textLength < room)
            Array.Resize(ref text, Math.Max(textLength + room, text.Length * 2));

        var target = text.AsSpan(textLength);
        if (nameCase == NameCase.AsIs)
        {
            name.CopyTo(target);
            return target[..name.Length];
        }

        var status = Ascii.ToLower(name, target, out var written);
        return target[..(status == OperationStatus.Done ? written : ToLowerInvariant(name, target))];
    }

    private int ToLowerInvariant(ReadOnlySpan<byte> name, Span<byte> target)
    {
        if (characters.Length < name.Length * 2)
            characters = new char[name.Length * 2];

        var length = Encoding.UTF8.GetChars(name, characters);
        ReadOnlySpan<char> original = characters.AsSpan(0, length);
        var lower = characters.AsSpan(length, length);
        original.ToLowerInvariant(lower);
        return Encoding.UTF8.GetBytes(lower, target);
    }

    private readonly record struct Slice(int Start, int Length);
}
