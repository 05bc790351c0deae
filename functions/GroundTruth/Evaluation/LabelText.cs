using GroundTruth.Annotations;

namespace GroundTruth.Evaluation;

/// <summary>A label as people read it.</summary>
internal static class LabelText
{
    public static string Of(Label label, string? name) =>
        label.IsNone ? "(no label)" : name is null ? Ids(label) : $"{name} ({Ids(label)})";

    private static string Ids(Label label) => string.Join(", ", label.Choices);
}
