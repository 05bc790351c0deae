namespace GroundTruth.Consolidation;

/// <summary>The methods by the names that configuration has for them.</summary>
public static class ConsolidationMethods
{
    private static readonly (string Name, IConsolidationMethod Method)[] All =
    [
        ("majorityVote", new MajorityVote()),
        ("wawa", new Wawa()),
        ("dawidSkene", new DawidSkene()),
        ("oneCoinDawidSkene", new OneCoinDawidSkene()),
        ("modifiedDawidSkene", new ModifiedDawidSkene()),
    ];

    /// <summary>All names, the default first.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Select(known => known.Name)];

    /// <summary>What is used where configuration says nothing: majority vote.</summary>
    public static string Default => Names[0];

    /// <param name="name">One of <see cref="Names"/>, spelled so.</param>
    /// <returns>Null where no method has that name.</returns>
    public static IConsolidationMethod? Find(string name) => All.FirstOrDefault(known => known.Name == name).Method;
}
