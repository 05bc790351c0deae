namespace Labels.Statistics;

/// <summary>Reads what <see cref="VarintWriter"/> wrote, and trusts none of it: every number has an upper bound.</summary>
internal ref struct VarintReader(ReadOnlySpan<byte> content)
{
    /// <summary>More labels than any file has, and so few that thousands of such statistics can be summed without overflow.</summary>
    public const ulong MostLabels = 100_000_000_000_000;

    private readonly ReadOnlySpan<byte> content = content;
    private int position;

    public readonly bool IsAtEnd => position == content.Length;

    /// <exception cref="UnreadableStatistics">There is no number, or a larger one.</exception>
    public ulong Read(ulong most)
    {
        var value = 0UL;
        for (var shift = 0; position < content.Length; shift += 7)
        {
            var next = content[position++];
            // The tenth byte has room for one bit.
            if (shift == 63 && next > 1)
                break;

            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
                return value <= most ? value : throw Unreadable($"{value}, where {most} is the most that can be");
        }

        throw Unreadable("no number");
    }

    public long ReadCount() => (long)Read(MostLabels);

    /// <summary>The sum of so many accuracies.</summary>
    public UInt128 ReadSum(UInt128 count)
    {
        var sum = new UInt128(Read(ulong.MaxValue), Read(ulong.MaxValue));
        return sum <= count * FixedPoint.One ? sum : throw Unreadable("a sum larger than its parts can be");
    }

    public ReadOnlySpan<byte> ReadText(int longest)
    {
        var length = (int)Read((ulong)longest);
        if (length > content.Length - position)
            throw Unreadable("text that does not end");

        position += length;
        return content.Slice(position - length, length);
    }

    public readonly UnreadableStatistics Unreadable(string what) =>
        new($"Statistics of {content.Length} bytes have before byte {position}: {what}.");
}
