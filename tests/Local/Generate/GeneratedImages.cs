using System.Buffers.Binary;

namespace Local.Generate;

/// <summary>
/// The images of a generated file, numbered from 0 in the order in which they first appear. A catalog can be filled with
/// matching rows from the seed and the number of images alone, without reading the file.
/// </summary>
/// <remarks>
/// A duplicate record takes no number: it is about an image that has one already. Half of them go back at most 100 images, the
/// other half to any image before, each as likely as the next. The labels of a record belong to the record, not to its image, so
/// a duplicate's differ from those that it supersedes. A line that cannot be read has an image of its own, which is not numbered.
/// </remarks>
public static class GeneratedImages
{
    /// <summary>The uuid (version 4) of an image: a pure function of the file's seed and the image's number.</summary>
    /// <param name="seed"><see cref="GenerateOptions.Seed"/> of the file.</param>
    /// <param name="index">Number of the image, from 0 up to <see cref="GeneratedFile.DistinctImages"/>, exclusive.</param>
    public static Guid Identifier(ulong seed, long index)
    {
        var random = SplitMix64.Stream(seed, Purpose.Image, index);
        return NewGuid(ref random);
    }

    internal static Guid NewGuid(ref SplitMix64 random)
    {
        const ulong Version4 = 0x4000;
        const ulong Variant1 = 0x8000_0000_0000_0000;

        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, (random.Next() & ~0xF000UL) | Version4);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], (random.Next() >> 2) | Variant1);
        return new Guid(bytes, bigEndian: true);
    }
}
