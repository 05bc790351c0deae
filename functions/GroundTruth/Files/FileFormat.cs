using Hosting.Settings;
using Hosting.Storage;

namespace GroundTruth.Files;

/// <summary>How a file of products is written: as CSV or as JSON Lines.</summary>
/// <param name="IsCsv">It is CSV.</param>
/// <param name="Delimiter">What stands between two cells of it.</param>
internal readonly record struct FileFormat(bool IsCsv, char Delimiter)
{
    /// <summary>What <c>format</c> and <c>delimiter</c> say, or the file's name where there is no <c>format</c>.</summary>
    /// <exception cref="InvalidSettings">Neither tells the format, or the delimiter is none that is allowed.</exception>
    public static FileFormat Read(InputObject input, ObjectLocation source)
    {
        var isCsv = input.Optional("format")?.OneOf([("csv", true), ("jsonl", false)]) ?? IsCsvByName(source);
        return isCsv || input.Optional("delimiter") is null
            ? new FileFormat(isCsv, DelimiterOf(input))
            : throw new InvalidSettings("delimiter is given, which is for CSV; the file is read as JSON Lines.");
    }

    /// <summary>The delimiter of a CSV file, a comma unless it is said otherwise.</summary>
    /// <exception cref="InvalidSettings">It is another one than is allowed.</exception>
    public static char DelimiterOf(InputObject input) => input.Optional("delimiter")?.OneOf([(",", ','), (";", ';'), ("\t", '\t')]) ?? ',';

    private static bool IsCsvByName(ObjectLocation source) => Path.GetExtension(source.Key).ToLowerInvariant() switch
    {
        ".csv" or ".tsv" or ".txt" => true,
        ".jsonl" or ".ndjson" or ".manifest" or ".json" => false,
        var other => throw new InvalidSettings(
            $"format is missing, and {Excerpt.Of(other)} does not tell it; "
            + "allowed is \"csv\" or \"jsonl\", or a source that ends with .csv or .jsonl."),
    };
}
