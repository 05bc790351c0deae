namespace Benchmarks;

/// <summary>What all benchmarks are told.</summary>
internal sealed record BenchmarkOptions
{
    /// <summary>How often each contestant has its turn, 1 or more.</summary>
    public required int Rounds { get; init; }

    /// <summary>Where generated files are kept, from one run to the next if it is not a throw-away one.</summary>
    public required string Folder { get; init; }

    /// <summary>Told what is being done, for a person who waits.</summary>
    public required Action<string> Progress { get; init; }

    /// <summary>Size of the label file that is parsed, in MB of 10⁶ bytes.</summary>
    public int ParseMegabytes { get; init; } = 250;

    /// <summary>Size of the label file that is loaded, in MB.</summary>
    public int LoadMegabytes { get; init; } = 1000;

    /// <summary>Sizes of the label files whose loads are compared, in MB, the smallest first.</summary>
    public IReadOnlyList<int> ScalingMegabytes { get; init; } = [100, 1000, 4000];

    /// <summary>Buffers of the server against the catalog's size: <c>larger</c>, <c>smaller</c> or both.</summary>
    public IReadOnlyList<string> MergeBuffers { get; init; } = ["larger", "smaller"];

    /// <summary>Rows of the catalog that is merged into.</summary>
    public int MergeImages { get; init; } = 1_000_000;

    /// <summary>Rows that are merged, not more than the catalog has.</summary>
    public int MergeRows { get; init; } = 300_000;
}
