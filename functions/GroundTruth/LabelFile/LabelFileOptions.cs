using GroundTruth.Taxonomy;

namespace GroundTruth.LabelFile;

/// <summary>Which labels become records, and how.</summary>
/// <param name="LabelAttribute">The key under which the job has written its label.</param>
/// <param name="MinConfidence">Labels below it are left out; 0 to 1, inclusive.</param>
/// <param name="ImageKey">The key with the image's uuid; where a line lacks it, the file's name in <c>source-ref</c> is taken.</param>
/// <param name="Taxonomy">Turns ids into names; null where labels are names already.</param>
/// <param name="WithAncestors">Whether the categories above a label's are labels too, with its confidence.</param>
public sealed record LabelFileOptions(
    string LabelAttribute,
    decimal MinConfidence = 0,
    string ImageKey = "image_uuid",
    CategoryTree? Taxonomy = null,
    bool WithAncestors = false);
