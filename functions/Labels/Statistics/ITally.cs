namespace Labels.Statistics;

/// <summary>What is counted of a name.</summary>
internal interface ITally<T>
    where T : struct, ITally<T>
{
    void Add(T other);

    void WriteTo(VarintWriter writer);

    static abstract T Read(ref VarintReader reader);
}
