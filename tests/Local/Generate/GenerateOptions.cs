namespace Local.Generate;

/// <summary>What a generated label file is made of. The same options give the same bytes, on any machine.</summary>
public sealed record GenerateOptions
{
    /// <summary>
    /// Readable lines to write, 0 to 1,000,000,000,000. The defaults below give about 2,219 bytes a line on average, so 45,059
    /// records are 100 MB.
    /// </summary>
    public required long Records { get; init; }

    /// <summary>Where every draw begins: another seed, another file with other images. Any value; 1 by default.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Share of the records, 0 to 1, about an image that an earlier record was about. 0.005 by default.</summary>
    public double DuplicateShare { get; init; } = 0.005;

    /// <summary>Share of the records, 0 to 1, whose <c>Labels</c> is empty or left out. 0.01 by default.</summary>
    public double EmptyShare { get; init; } = 0.01;

    /// <summary>
    /// Share of the records with labels, 0 to 1, whose line is long: from 16 to some 350 KiB, each doubling as likely as the next.
    /// 0.0005 by default, which makes up some 2 % of the bytes.
    /// </summary>
    public double LongShare { get; init; } = 0.0005;

    /// <summary>
    /// Lines that cannot be read, 0 to 1,000,000,000,000, written in addition to <see cref="Records"/> and spread evenly among
    /// them. The four kinds take turns: cut off, a bad uuid, a label without name, a confidence below 0. 0 by default.
    /// </summary>
    public long BadLines { get; init; }

    private const long MostLines = 1_000_000_000_000;

    /// <exception cref="ArgumentOutOfRangeException">A value is out of the range stated with it.</exception>
    internal void Validate()
    {
        CheckLines(Records, nameof(Records));
        CheckLines(BadLines, nameof(BadLines));
        CheckShare(DuplicateShare, nameof(DuplicateShare));
        CheckShare(EmptyShare, nameof(EmptyShare));
        CheckShare(LongShare, nameof(LongShare));
    }

    private static void CheckLines(long lines, string name)
    {
        if (lines is < 0 or > MostLines)
            throw new ArgumentOutOfRangeException(name, lines, $"{name} must be from 0 to {MostLines}.");
    }

    private static void CheckShare(double share, string name)
    {
        // Not "< 0 or > 1": that would let NaN through.
        if (share is not (>= 0 and <= 1))
            throw new ArgumentOutOfRangeException(name, share, $"{name} must be from 0 to 1.");
    }
}
