namespace GroundTruth.LabelFile;

/// <summary>What was written.</summary>
/// <param name="Target">The label file.</param>
/// <param name="Lines">Lines of the output manifest.</param>
/// <param name="Records">Records of the label file.</param>
/// <param name="Labels">Labels in those.</param>
/// <param name="RepeatedImages">Records of an image that has an earlier one; the ingestion takes the last.</param>
/// <param name="LeftOut">Lines without a record, by reason.</param>
/// <param name="FirstLeftOut">The first of those.</param>
/// <param name="Next">The input of the execution that brings the label file into the catalog.</param>
internal sealed record LabelFileSummary(
    string Target,
    long Lines,
    long Records,
    long Labels,
    long RepeatedImages,
    IReadOnlyDictionary<LeftOutReason, long> LeftOut,
    IReadOnlyList<LeftOutLine> FirstLeftOut,
    IngestInput Next);
