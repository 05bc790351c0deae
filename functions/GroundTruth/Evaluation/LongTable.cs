using Reports;

namespace GroundTruth.Evaluation;

/// <summary>A table in a page is cut where nobody reads on; the JSON beside the page goes on.</summary>
internal static class LongTable
{
    public const int MaxRows = 200;

    public static string Caption(string text, long rows) =>
        rows <= MaxRows ? text : $"{text} (the first {NumberText.Count(MaxRows)} of {NumberText.Count(rows)})";
}
