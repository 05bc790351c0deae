namespace Catalog.Planning;

/// <summary>What a plan takes, in this order. The ledger keeps the names.</summary>
internal enum PlanStep
{
    /// <summary>Image and address of each staged row are taken out, a range of pages at a time.</summary>
    Gather,

    /// <summary>Of the rows of one image, the last is chosen.</summary>
    ChooseNewest,

    /// <summary>The catalog's pages are read, a range at a time, for the images that were chosen.</summary>
    MatchCatalog,

    /// <summary>Images that were not met there are listed.</summary>
    FindMissing,

    /// <summary>They are looked up by their key, a range of the list at a time.</summary>
    MatchMissing,

    /// <summary>The plan is checked and shared out among the workers.</summary>
    ShareOut,
}
