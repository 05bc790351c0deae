using System.Buffers;
using System.Numerics;

namespace Local.Generate;

/// <summary>Writes one label with its bounding boxes and parents.</summary>
internal sealed class LabelWriter(ArrayBufferWriter<byte> output)
{
    /// <summary>What a bounding box takes in the more frequent notation, in bytes.</summary>
    public const int BoxBytes = 122;

    // Corners are 32-bit floats between 0 and 1.
    private const int CornerBits = 24;
    private const long One = 1 << CornerBits;

    // Smaller ones are written as 0, as the vendor does at an edge; it also keeps exponents out of the file.
    private const long SmallestCorner = One >> 9;

    /// <param name="name">The label's name.</param>
    /// <param name="confidence">In steps of 2^-17.</param>
    /// <param name="boxes">How many bounding boxes.</param>
    /// <param name="notation">How the record is written.</param>
    /// <param name="random">Where the boxes come from.</param>
    public void Write(LabelName name, long confidence, int boxes, Notation notation, ref SplitMix64 random)
    {
        if (notation == Notation.Shortest)
        {
            output.Write("{\"Instances\":["u8);
            WriteBoxes(boxes, confidence, notation, ref random);
            output.Write("],\"Confidence\":"u8);
            output.WriteFixedPoint(confidence, QuantileTable.FractionBits, notation);
            output.Write(",\"Parents\":["u8);
            output.Write(name.ParentsJson);
            output.Write("],\"Name\":"u8);
            output.Write(name.Json);
            output.Write("}"u8);
        }
        else
        {
            output.Write("{\"Name\":"u8);
            output.Write(notation == Notation.TenDecimalsEscaped ? name.AsciiJson : name.Json);
            output.Write(",\"Confidence\":"u8);
            output.WriteFixedPoint(confidence, QuantileTable.FractionBits, notation);
            output.Write(",\"Instances\":["u8);
            WriteBoxes(boxes, confidence, notation, ref random);
            output.Write("],\"Parents\":["u8);
            output.Write(name.ParentsJson);
            output.Write("]}"u8);
        }
    }

    /// <summary>Most labels have no boxes; of those that have, half have one, a quarter two, and so on.</summary>
    public static int DrawBoxCount(ref SplitMix64 random) =>
        random.Chance(0.35) ? 1 + BitOperations.TrailingZeroCount(random.Next()) : 0;

    private void WriteBoxes(int boxes, long confidence, Notation notation, ref SplitMix64 random)
    {
        // The first box is as sure as its label, the others less and less.
        var lost = confidence / (boxes + 1);
        for (var box = 0; box < boxes; box++)
        {
            if (box > 0)
            {
                output.Write(","u8);
                confidence -= random.Below((lost / 2) + 1);
            }

            WriteBox(confidence, notation, ref random);
        }
    }

    private void WriteBox(long confidence, Notation notation, ref SplitMix64 random)
    {
        var width = SmallestCorner + random.Below(One / 2);
        var height = SmallestCorner + random.Below(One / 2);
        var left = random.Below(One - width);
        var top = random.Below(One - height);

        output.Write("{\"BoundingBox\":{\"Width\":"u8);
        WriteCorner(width, notation);
        output.Write(",\"Height\":"u8);
        WriteCorner(height, notation);
        output.Write(",\"Left\":"u8);
        WriteCorner(left, notation);
        output.Write(",\"Top\":"u8);
        WriteCorner(top, notation);
        output.Write("},\"Confidence\":"u8);
        output.WriteFixedPoint(confidence, QuantileTable.FractionBits, notation);
        output.Write("}"u8);
    }

    private void WriteCorner(long value, Notation notation) =>
        output.WriteFixedPoint(value < SmallestCorner ? 0 : value, CornerBits, notation);
}
