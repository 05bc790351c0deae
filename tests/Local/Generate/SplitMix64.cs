namespace Local.Generate;

/// <summary>What a stream of random numbers is for. Streams of different purposes have nothing in common.</summary>
internal enum Purpose : ulong
{
    Record = 1,
    Image = 2,
    BadLine = 3,
}

/// <summary>
/// Steele, Lea and Flood's SplitMix64. System.Random's numbers for a seed are promised to nobody, and a file must come out the
/// same under the next runtime as well. For the same reason nothing here or downstream calls Math.Log, Pow or Exp, whose last
/// digit is the platform's.
/// </summary>
internal struct SplitMix64
{
    private const ulong Increment = 0x9E3779B97F4A7C15;

    private ulong state;

    /// <summary>A stream of its own for each index, so that a record does not depend on the records before it.</summary>
    public static SplitMix64 Stream(ulong seed, Purpose purpose, long index) =>
        new() { state = Mix(Mix(seed + ((ulong)purpose * Increment)) + ((ulong)index * Increment)) };

    public ulong Next() => Mix(state += Increment);

    /// <summary>A number from 0 up to <paramref name="bound"/>, exclusive.</summary>
    public long Below(long bound) => (long)Math.BigMul(Next(), (ulong)bound, out _);

    /// <summary>True with the probability <paramref name="share"/>: never for 0, always for 1.</summary>
    public bool Chance(double share) => (Next() >> 11) * (1.0 / (1UL << 53)) < share;

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
