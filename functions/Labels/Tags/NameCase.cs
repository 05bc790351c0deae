namespace Labels.Tags;

/// <summary>How a label's name is spelled in its tag.</summary>
public enum NameCase
{
    /// <summary>Lower case by the invariant culture, the catalog's convention.</summary>
    Lower,

    /// <summary>As the service wrote it.</summary>
    AsIs,
}
