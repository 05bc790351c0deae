namespace Catalog.Estimates;

/// <summary>What <c>template.yaml</c> gives the functions of a run, as far as it decides what they cost; a test keeps the two together.</summary>
public static class DeployedFunctions
{
    /// <summary>Memory of PlanShards, CheckLoad and FinishIngest, in MB.</summary>
    public const int WaitingMegabytes = 512;

    /// <summary>Memory of LoadShard, in MB.</summary>
    public const int LoadMegabytes = 1769;

    /// <summary>Memory of MergeTags, in MB.</summary>
    public const int MergeMegabytes = 256;

    /// <summary>After so many seconds a worker is called again.</summary>
    public const int InvocationSeconds = 900;

    /// <summary>Processors of Intel and AMD, whose price is the one in <see cref="AwsPrices"/>.</summary>
    public const string Architecture = "x86_64";
}
