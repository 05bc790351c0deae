using GroundTruth.Files;
using Hosting.Settings;

namespace GroundTruth.Manifest;

/// <summary>What of a product goes into its line, and under which keys.</summary>
/// <param name="ImageColumn">The column with the image's <c>s3://</c> URI, which becomes <c>source-ref</c>.</param>
/// <param name="Columns">Other keys in their order, the column of each, and whether a product may be without it.</param>
public sealed record ManifestFields(string ImageColumn, IReadOnlyList<(string Key, string Column, bool IsOptional)> Columns)
{
    private const string AllowedKeys =
        "1 to 80 letters, digits, '_', '-' or '.', not source or source-ref, not ending with -metadata; "
        + "each once in fields and optionalFields together";

    /// <param name="imageColumn">As in the record.</param>
    /// <param name="fields">Keys whose columns must be there; an empty cell is an empty text.</param>
    /// <param name="optionalFields">Keys that a line has only where there is something to put there.</param>
    /// <exception cref="InvalidSettings">A key is reserved, not well-formed, or there twice.</exception>
    public static ManifestFields Of(
        string imageColumn, IEnumerable<(string Key, string Column)> fields, IEnumerable<(string Key, string Column)> optionalFields)
    {
        var columns = fields.Select(field => (field.Key, field.Column, IsOptional: false))
            .Concat(optionalFields.Select(field => (field.Key, field.Column, IsOptional: true)))
            .ToList();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (key, column, _) in columns)
        {
            if (!IsWellFormed(key) || ManifestLimits.IsReserved(key) || !seen.Add(key))
                throw new InvalidSettings($"fields and optionalFields have the key {Excerpt.Of(key)}; allowed are {AllowedKeys}.");

            if (string.IsNullOrWhiteSpace(column))
                throw new InvalidSettings($"The key {Excerpt.Of(key)} has the column {Excerpt.Of(column)}; allowed is a column's name.");
        }

        return string.IsNullOrWhiteSpace(imageColumn)
            ? throw new InvalidSettings($"image is {Excerpt.Of(imageColumn)}; allowed is the column with the image's s3:// URI.")
            : new ManifestFields(imageColumn, columns);
    }

    private static bool IsWellFormed(string key) =>
        key.Length is >= 1 and <= 80 && key.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-' or '.');
}
