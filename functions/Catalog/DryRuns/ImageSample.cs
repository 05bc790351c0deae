using System.Buffers.Binary;
using Catalog.Ledger;

namespace Catalog.DryRuns;

/// <summary>
/// Which images a run takes rows of: a real run of all, a dry run of some that a fixed hash picks. So all records of an image are in the
/// sample or none, and whoever reads the same lines again picks the same.
/// </summary>
public readonly struct ImageSample
{
    /// <summary>
    /// Bytes of the source that fall into a sample: some 10,000 records of a labelling service, of which a share is told to a hundredth. A
    /// source that is no larger is in the sample as a whole.
    /// </summary>
    public const long SourceBytes = 24_000_000;

    private readonly ulong limit;

    private ImageSample(double share)
    {
        Share = share;
        limit = share < 1 ? (ulong)(share * Math.Pow(2, 64)) : ulong.MaxValue;
    }

    /// <summary>Share of all images that are picked, above 0; 1 where all of them are.</summary>
    public double Share { get; }

    public static ImageSample Of(RunPlan plan) =>
        new(plan.DryRun && plan.Source.Size > SourceBytes ? (double)SourceBytes / plan.Source.Size : 1);

    public bool Takes(Guid image)
    {
        if (limit == ulong.MaxValue)
            return true;

        Span<byte> bytes = stackalloc byte[16];
        image.TryWriteBytes(bytes, bigEndian: true, out _);
        return Mix(BinaryPrimitives.ReadUInt64BigEndian(bytes) + Mix(BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]))) < limit;
    }

    /// <summary>The finalizer of SplitMix64 (Steele, Lea, Flood 2014): identifiers need not be random to be spread evenly.</summary>
    private static ulong Mix(ulong value)
    {
        value += 0x9E37_79B9_7F4A_7C15;
        value = (value ^ (value >> 30)) * 0xBF58_476D_1CE4_E5B9;
        value = (value ^ (value >> 27)) * 0x94D0_49BB_1331_11EB;
        return value ^ (value >> 31);
    }
}
