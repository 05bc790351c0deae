using System.Buffers;
using System.Buffers.Text;

namespace Local.Generate;

/// <summary>Writes records as the vendor's service answered them, without the newline. Allocates nothing for a record.</summary>
internal sealed class RecordWriter(ArrayBufferWriter<byte> output)
{
    // The crawl went through some 25 images a second.
    private static readonly DateTime FirstAnswer = new(2020, 10, 29, 19, 46, 3, DateTimeKind.Utc);
    private const long TicksBetweenAnswers = TimeSpan.TicksPerMillisecond * 40;

    private readonly LabelNames names = LabelNames.Shared;
    private readonly LabelPicker picker = new(LabelNames.Shared);
    private readonly LabelWriter labelWriter = new(output);

    /// <param name="image">The image that the record is about.</param>
    /// <param name="shape">What kind of record.</param>
    /// <param name="number">The record's number in the file, which its date follows.</param>
    /// <param name="random">Where its labels come from.</param>
    public void Write(Guid image, RecordShape shape, long number, ref SplitMix64 random)
    {
        output.Write("{\"image_uuid\":\""u8);
        Write(image);
        output.Write("\",\"response\":{"u8);

        var start = output.WrittenCount;
        if (shape.HasLabelsKey)
            WriteLabels(shape, ref random);
        output.Write("\"LabelModelVersion\":\"2.0\""u8);
        var contentLength = output.WrittenCount - start;

        output.Write(",\"ResponseMetadata\":{\"RequestId\":\""u8);
        var request = GeneratedImages.NewGuid(ref random);
        Write(request);
        output.Write("\",\"HTTPStatusCode\":200,\"HTTPHeaders\":{\"content-type\":\""u8);
        output.Write(shape.Notation == Notation.TenDecimalsEscaped ? "application\\/x-amz-json-1.1"u8 : "application/x-amz-json-1.1"u8);
        output.Write("\",\"date\":\""u8);
        Write(FirstAnswer.AddTicks(number * TicksBetweenAnswers));
        output.Write("\",\"x-amzn-requestid\":\""u8);
        Write(request);
        output.Write("\",\"content-length\":\""u8);
        output.WriteInteger(contentLength);
        output.Write("\",\"connection\":\"keep-alive\"},\"RetryAttempts\":0}}}"u8);
    }

    private void WriteLabels(RecordShape shape, ref SplitMix64 random)
    {
        output.Write("\"Labels\":["u8);
        // A long record shows a crowd: the first thing that was seen in the image is everywhere in it.
        var crowd = shape.LongBytes / LabelWriter.BoxBytes;
        var separator = ReadOnlySpan<byte>.Empty;
        foreach (var label in picker.Pick(shape.LabelCount, ref random))
        {
            output.Write(separator);
            separator = ","u8;
            var boxes = label.IsLeaf ? crowd + LabelWriter.DrawBoxCount(ref random) : 0;
            if (label.IsLeaf)
                crowd = 0;
            labelWriter.Write(names[label.Rank], label.Confidence, boxes, shape.Notation, ref random);
        }

        output.Write("],"u8);
    }

    private void Write(Guid value)
    {
        Utf8Formatter.TryFormat(value, output.GetSpan(36), out var written);
        output.Advance(written);
    }

    private void Write(DateTime value)
    {
        Utf8Formatter.TryFormat(value, output.GetSpan(29), out var written, 'R');
        output.Advance(written);
    }
}
