namespace Local.Generate;

/// <summary>
/// The vendor's label names by popularity, from <c>label-names.txt</c>: one name a line, the most frequent first, after a colon
/// the more general labels that come with it. Older names (Human, Kid) stand beside those that took their place.
/// </summary>
internal sealed class LabelNames
{
    private const int Slots = 1 << 16;

    private readonly LabelName[] names;

    // The rank that each of 65,536 equally likely slots belongs to: a draw is one look-up.
    private readonly ushort[] rankOfSlot;

    private LabelNames(IReadOnlyList<string> lines)
    {
        var entries = lines.Select(line => line.Split(": ")).ToList();
        var rankOf = entries.Select((entry, rank) => (Name: entry[0], rank)).ToDictionary(e => e.Name, e => e.rank, StringComparer.Ordinal);
        names =
        [
            .. entries.Select(entry => LabelName.Create(entry[0], entry.Length > 1 ? entry[1].Split(", ") : [], name => rankOf[name])),
        ];
        rankOfSlot = ShareSlots(names.Length);
    }

    public static LabelNames Shared { get; } = Load();

    public int Count => names.Length;

    public LabelName this[int rank] => names[rank];

    /// <summary>A rank, drawn with the frequency that Zipf's law gives it.</summary>
    public int Draw(ref SplitMix64 random) => rankOfSlot[random.Next() >> 48];

    private static ushort[] ShareSlots(int count)
    {
        var slots = new ushort[Slots];
        var total = Enumerable.Range(0, count).Sum(Weight);
        var slot = 0;
        long sum = 0;
        for (var rank = 0; rank < count; rank++)
        {
            sum += Weight(rank);
            var end = (int)(sum * Slots / total);
            slots.AsSpan(slot..end).Fill((ushort)rank);
            slot = end;
        }

        return slots;
    }

    // Zipf's law as Mandelbrot amended it: the first few are less far ahead of the rest than 1/rank has it. Whole numbers, because
    // they add up to the same sum everywhere.
    private static long Weight(int rank) => (1L << 36) / (rank + 6);

    private static LabelNames Load()
    {
        using var resource = typeof(LabelNames).Assembly.GetManifestResourceStream("label-names.txt")!;
        using var reader = new StreamReader(resource);
        var lines = new List<string>();
        while (reader.ReadLine() is { Length: > 0 } line)
            lines.Add(line);

        return new LabelNames(lines);
    }
}
