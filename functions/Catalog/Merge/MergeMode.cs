namespace Catalog.Merge;

/// <summary>Which of an image's tags give way to new ones. Tags of other providers never do.</summary>
public enum MergeMode
{
    /// <summary>The provider's tags with the same name.</summary>
    Merge,

    /// <summary>All of the provider's tags.</summary>
    Replace,
}
