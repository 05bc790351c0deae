namespace Labels.Records;

/// <summary>What is kept of one line: the image and its labels in file order. Reused from line to line, so that none allocates.</summary>
public sealed class LabelRecord
{
    /// <summary>The longest version of a label model that is kept, in bytes.</summary>
    public const int MaxModelVersionLength = 32;

    private readonly byte[] modelVersion = new byte[MaxModelVersionLength];
    private int modelVersionLength;
    private byte[] text = new byte[16 * 1024];
    private LabelSlice[] slices = new LabelSlice[64];
    private int textLength;

    public Guid ImageId { get; internal set; }

    public int LabelCount { get; private set; }

    /// <summary>Version of the service's label model, unescaped UTF-8; empty where there is none, or none that is kept.</summary>
    public ReadOnlySpan<byte> ModelVersion => modelVersion.AsSpan(0, modelVersionLength);

    /// <summary>The label's name as the service wrote it, unescaped UTF-8.</summary>
    public ReadOnlySpan<byte> Name(int label) => text.AsSpan(slices[label].Start, slices[label].NameLength);

    /// <summary>The label's accuracy in 0..1, in the canonical form of <see cref="Confidence"/>.</summary>
    public ReadOnlySpan<byte> Accuracy(int label) =>
        text.AsSpan(slices[label].Start + slices[label].NameLength, slices[label].AccuracyLength);

    internal void Clear()
    {
        ImageId = Guid.Empty;
        ClearResponse();
    }

    internal void ClearResponse()
    {
        SetModelVersion([]);
        ClearLabels();
    }

    internal void ClearLabels()
    {
        LabelCount = 0;
        textLength = 0;
    }

    /// <param name="version">Of <see cref="MaxModelVersionLength"/> bytes at the most.</param>
    internal void SetModelVersion(ReadOnlySpan<byte> version)
    {
        version.CopyTo(modelVersion);
        modelVersionLength = version.Length;
    }

    /// <param name="name">Unescaped UTF-8.</param>
    /// <param name="confidence">A well-formed JSON number.</param>
    /// <returns>False if the confidence is none; then nothing is added.</returns>
    internal bool TryAdd(ReadOnlySpan<byte> name, ReadOnlySpan<byte> confidence)
    {
        if (LabelCount == slices.Length)
            Array.Resize(ref slices, slices.Length * 2);

        var room = textLength + name.Length + Confidence.MaxAccuracyLength;
        if (room > text.Length)
            Array.Resize(ref text, Math.Max(room, text.Length * 2));

        var target = text.AsSpan(textLength);
        if (!Confidence.TryToAccuracy(confidence, target[name.Length..], out var accuracyLength))
            return false;

        name.CopyTo(target);
        slices[LabelCount++] = new LabelSlice(textLength, name.Length, accuracyLength);
        textLength += name.Length + accuracyLength;
        return true;
    }

    private readonly record struct LabelSlice(int Start, int NameLength, int AccuracyLength);
}
