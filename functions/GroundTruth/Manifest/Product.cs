namespace GroundTruth.Manifest;

/// <summary>A product as its file has it.</summary>
/// <param name="Row">Its row, where the header is row 1; in a JSON Lines file its line.</param>
/// <param name="Flaw">Why it cannot be read, or null; then it has neither image nor values.</param>
/// <param name="Image">What stands where the image's URI belongs.</param>
/// <param name="Values">For each of <see cref="ManifestFields.Columns"/> the text, or null where an optional one is missing.</param>
public readonly record struct Product(long Row, string? Flaw, string Image, IReadOnlyList<string?> Values)
{
    public static Product Unreadable(long row, string flaw) => new(row, flaw, "", []);
}
