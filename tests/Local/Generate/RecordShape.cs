namespace Local.Generate;

/// <summary>What kind of record is to be written.</summary>
/// <param name="LabelCount">0 for a record without labels.</param>
/// <param name="HasLabelsKey">Whether <c>Labels</c> is there at all.</param>
/// <param name="LongBytes">Bytes that bounding boxes are to fill in a long record, otherwise 0.</param>
/// <param name="Notation">How it is written.</param>
internal readonly record struct RecordShape(int LabelCount, bool HasLabelsKey, int LongBytes, Notation Notation)
{
    private const int ShortestLongBytes = 16 << 10;
    private const int Doublings = 4;

    /// <summary>Any of the shapes that a label file has, as often as the options want them.</summary>
    public static RecordShape Draw(GenerateOptions options, ref SplitMix64 random)
    {
        var notation = DrawNotation(ref random);
        if (random.Chance(options.EmptyShare))
            return new RecordShape(0, HasLabelsKey: random.Chance(0.75), 0, notation);

        var labelCount = VendorStatistics.DrawLabelCount(ref random);
        if (!random.Chance(options.LongShare))
            return new RecordShape(labelCount, HasLabelsKey: true, 0, notation);

        var shortest = ShortestLongBytes << (int)random.Below(Doublings);
        return new RecordShape(labelCount, HasLabelsKey: true, shortest + (int)random.Below(shortest), notation);
    }

    /// <summary>A record of the usual length that has labels, names first: what a broken line is made from.</summary>
    public static RecordShape DrawUsual(ref SplitMix64 random) =>
        new(VendorStatistics.DrawLabelCount(ref random), HasLabelsKey: true, 0, Notation.TenDecimals);

    private static Notation DrawNotation(ref SplitMix64 random) => random.Below(8) switch
    {
        0 => Notation.Shortest,
        1 or 2 => Notation.TenDecimalsEscaped,
        _ => Notation.TenDecimals,
    };
}
