using System.Buffers;

namespace Local.Generate;

/// <summary>The lines of a label file one after the other, and the counts of what was written so far.</summary>
internal sealed class LabelFileLines(GenerateOptions options, ArrayBufferWriter<byte> output)
{
    private const int NearestImages = 100;

    private readonly RecordWriter writer = new(output);
    private readonly ArrayBufferWriter<byte> goodLine = new();
    private RecordWriter? goodLineWriter;

    private long records, labels, empty, duplicates, badLines, distinctImages;

    public long Records => records;

    public GeneratedFile Count(long bytes) => new(records, labels, empty, duplicates, badLines, bytes, distinctImages);

    /// <summary>Writes the next line with its newline.</summary>
    /// <returns>False where there is none left.</returns>
    public bool WriteNext()
    {
        if (badLines < BadLinesDue())
            WriteBadLine();
        else if (records < options.Records)
            WriteRecord();
        else
            return false;

        output.Write("\n"u8);
        return true;
    }

    // Spread evenly: after all records, all bad lines are due.
    private long BadLinesDue() => options.BadLines == 0
        ? 0
        : (long)((UInt128)options.BadLines * (ulong)(records + 1) / (ulong)(options.Records + 1));

    private void WriteRecord()
    {
        var random = SplitMix64.Stream(options.Seed, Purpose.Record, records);
        var image = NextImage(ref random);
        var shape = RecordShape.Draw(options, ref random);
        writer.Write(GeneratedImages.Identifier(options.Seed, image), shape, records, ref random);

        records++;
        labels += shape.LabelCount;
        if (shape.LabelCount == 0)
            empty++;
    }

    private long NextImage(ref SplitMix64 random)
    {
        if (distinctImages == 0 || !random.Chance(options.DuplicateShare))
            return distinctImages++;

        duplicates++;
        var furthest = random.Chance(0.5) ? Math.Min(NearestImages, distinctImages) : distinctImages;
        return distinctImages - 1 - random.Below(furthest);
    }

    private void WriteBadLine()
    {
        goodLineWriter ??= new RecordWriter(goodLine);
        goodLine.ResetWrittenCount();
        var random = SplitMix64.Stream(options.Seed, Purpose.BadLine, badLines);
        goodLineWriter.Write(GeneratedImages.NewGuid(ref random), RecordShape.DrawUsual(ref random), records, ref random);

        var line = output.GetSpan(goodLine.WrittenCount)[..goodLine.WrittenCount];
        goodLine.WrittenSpan.CopyTo(line);
        output.Advance(BrokenLine.Break(line, badLines).Length);
        badLines++;
    }
}
