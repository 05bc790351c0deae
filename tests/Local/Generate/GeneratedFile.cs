namespace Local.Generate;

/// <summary>What a generated label file holds, as counted while it was written.</summary>
/// <param name="Records">Readable lines, those without labels included.</param>
/// <param name="Labels">Labels of the readable lines. No record has the same name twice.</param>
/// <param name="Empty">Records whose <c>Labels</c> is empty or left out.</param>
/// <param name="Duplicates">Records about an image that an earlier record was about.</param>
/// <param name="BadLines">Lines that cannot be read.</param>
/// <param name="Bytes">Size of the file.</param>
/// <param name="DistinctImages">
/// Images in the readable lines: <see cref="GeneratedImages.Identifier"/> of 0 up to this number, exclusive.
/// </param>
public sealed record GeneratedFile(
    long Records, long Labels, long Empty, long Duplicates, long BadLines, long Bytes, long DistinctImages);
