namespace Labels.Statistics;

/// <summary>Images of a model version.</summary>
internal struct ImageTally : ITally<ImageTally>
{
    public long Images { get; private set; }

    public void AddImage() => Images++;

    public void Add(ImageTally other) => Images += other.Images;

    public readonly void WriteTo(VarintWriter writer) => writer.Write((ulong)Images);

    public static ImageTally Read(ref VarintReader reader) => new() { Images = reader.ReadCount() };
}
