using GroundTruth.Annotations;
using GroundTruth.Taxonomy;

namespace GroundTruth.Evaluation;

/// <summary>What labels are called, with the categories that they are in: <c>Home > Lamps</c>.</summary>
public static class CategoryNames
{
    /// <returns>Null for a label of which no choice is a category, and where there is no taxonomy.</returns>
    public static string? Of(Label label, CategoryTree? taxonomy)
    {
        var choices = label.Choices;
        return choices.Any(choice => IsCategory(choice))
            ? string.Join(", ", choices.Select(choice => IsCategory(choice) ? string.Join(" > ", taxonomy!.PathOf(choice)) : choice))
            : null;

        bool IsCategory(string choice) => taxonomy?.Find(choice) is { Parent: not null };
    }
}
