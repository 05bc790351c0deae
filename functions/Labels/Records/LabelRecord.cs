namespace Labels.Records;

/// <summary>What is kept of one line: the image and its labels in file order. Reused from line to line, so that none allocates.</summary>
public sealed class LabelRecord
{
    private byte[] text = new byte[16 * 1024];
    private LabelSlice[] slices = new LabelSlice[64];
    private int textLength;

    public Guid ImageId { get; internal set; }

    public int LabelCount { get; private set; }

    /// <summary>The label's name as the service wrote it, unescaped UTF-8.</summary>
    public ReadOnlySpan<byte> Name(int label) => text.AsSpan(slices[label].Start, slices[label].NameLength);

    /// <summary>The label's accuracy in 0..1, in the canonical form of <see cref="Confidence"/>.</summary>
    public ReadOnlySpan<byte> Accuracy(int label) =>
        text.AsSpan(slices[label].Start + slices[label].NameLength, slices[label].AccuracyLength);

    internal void Clear()
    {
        ImageId = Guid.Empty;
        ClearLabels();
    }

    internal void ClearLabels()
    {
        LabelCount = 0;
        textLength = 0;
    }

    internal void Add(ReadOnlySpan<byte> name, ReadOnlySpan<byte> accuracy)
    {
        if (LabelCount == slices.Length)
            Array.Resize(ref slices, slices.Length * 2);

        var needed = textLength + name.Length + accuracy.Length;
        if (needed > text.Length)
            Array.Resize(ref text, Math.Max(needed, text.Length * 2));

        slices[LabelCount++] = new LabelSlice(textLength, name.Length, accuracy.Length);
        name.CopyTo(text.AsSpan(textLength));
        accuracy.CopyTo(text.AsSpan(textLength + name.Length));
        textLength = needed;
    }

    private readonly record struct LabelSlice(int Start, int NameLength, int AccuracyLength);
}
