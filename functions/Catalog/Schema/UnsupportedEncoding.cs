namespace Catalog.Schema;

/// <summary>
/// The catalog's database does not keep text in UTF-8. What a run adds is known again by hashes of its text, which would be others there.
/// </summary>
public sealed class UnsupportedEncoding(string encoding)
    : Exception($"The catalog's database keeps text in {encoding}; allowed is UTF8.");
