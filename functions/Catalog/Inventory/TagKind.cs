namespace Catalog.Inventory;

/// <summary>What an element of an image's tags is.</summary>
public enum TagKind
{
    /// <summary>A tag with a name.</summary>
    Label,

    /// <summary>A tag of which the provider is known, if it names one, but that has no name, or one that is no text or empty.</summary>
    NoName,

    /// <summary>A tag whose provider is no text. Nobody can say whose it is.</summary>
    OddProvider,

    /// <summary>An element that is no object.</summary>
    NotAnObject,

    /// <summary>Tags that are no list, taken as one.</summary>
    NotAList,
}
