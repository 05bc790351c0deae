using System.Runtime.InteropServices;

namespace Labels.Records;

/// <summary>
/// Different names, numbered in the order in which they came. An open-addressing table over one buffer: to find a name allocates nothing.
/// </summary>
internal sealed class NameIndex
{
    /// <summary>2³² over the golden ratio: neighbouring bytes end up far apart.</summary>
    private const uint GoldenRatio = 0x9E3779B9;

    private byte[] text = new byte[1024];
    private int textLength;
    private Slice[] names = new Slice[64];

    /// <summary>Twice as many at the least as there are names, and a power of two.</summary>
    private Slot[] slots = new Slot[128];

    public int Count { get; private set; }

    public ReadOnlySpan<byte> this[int number] => text.AsSpan(names[number].Start, names[number].Length);

    /// <returns>The number of a name, or -1.</returns>
    public int Find(ReadOnlySpan<byte> name)
    {
        var hash = Hash(name);
        for (var at = hash; ; at++)
        {
            var slot = slots[at & (uint)(slots.Length - 1)];
            if (slot.Name == 0)
                return -1;

            if (slot.Hash == hash && this[slot.Name - 1].SequenceEqual(name))
                return slot.Name - 1;
        }
    }

    /// <param name="name">A name that is not there yet.</param>
    /// <returns>Its number.</returns>
    public int Add(ReadOnlySpan<byte> name)
    {
        if (Count == names.Length)
        {
            Array.Resize(ref names, names.Length * 2);
            slots = new Slot[slots.Length * 2];
            PlaceAll();
        }

        if (text.Length - textLength < name.Length)
            Array.Resize(ref text, Math.Max(text.Length * 2, textLength + name.Length));

        name.CopyTo(text.AsSpan(textLength));
        names[Count] = new Slice(textLength, name.Length);
        textLength += name.Length;
        Place(Count);
        return Count++;
    }

    /// <summary>All numbers, by the bytes of their names.</summary>
    public int[] InOrder()
    {
        var numbers = Enumerable.Range(0, Count).ToArray();
        Array.Sort(numbers, (one, other) => this[one].SequenceCompareTo(this[other]));
        return numbers;
    }

    /// <param name="isKept">Which numbers stay.</param>
    /// <param name="moved">Told for each that stays its number and its new number, ascending.</param>
    public void KeepOnly(Predicate<int> isKept, Action<int, int> moved)
    {
        var count = Count;
        Count = 0;
        textLength = 0;
        for (var number = 0; number < count; number++)
        {
            if (!isKept(number))
                continue;

            // Nothing is moved to the right, so nothing is written over that is still to be read.
            var name = this[number];
            name.CopyTo(text.AsSpan(textLength));
            names[Count] = new Slice(textLength, name.Length);
            textLength += name.Length;
            moved(number, Count++);
        }

        Array.Clear(slots);
        PlaceAll();
    }

    /// <summary>The runtime's own hash of text, which is seeded anew in each process, so that no file can be made to collide.</summary>
    private static uint Hash(ReadOnlySpan<byte> name)
    {
        if (name.IsEmpty)
            return 0;

        // It takes two bytes at a time, and would leave the last of an odd number out.
        var hash = (uint)string.GetHashCode(MemoryMarshal.Cast<byte, char>(name), StringComparison.Ordinal);
        return hash ^ (name[^1] * GoldenRatio);
    }

    private void PlaceAll()
    {
        for (var number = 0; number < Count; number++)
            Place(number);
    }

    private void Place(int number)
    {
        var hash = Hash(this[number]);
        var at = hash;
        while (slots[at & (uint)(slots.Length - 1)].Name != 0)
            at++;

        slots[at & (uint)(slots.Length - 1)] = new Slot(hash, number + 1);
    }

    /// <param name="Hash">Of the name.</param>
    /// <param name="Name">The name's number and one, or 0 where the slot is free.</param>
    private readonly record struct Slot(uint Hash, int Name);

    private readonly record struct Slice(int Start, int Length);
}
