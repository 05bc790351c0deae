using System.Runtime.CompilerServices;
using GroundTruth.Files;

namespace GroundTruth.Manifest;

/// <summary>Reads products from a CSV file.</summary>
public static class ProductSheet
{
    /// <exception cref="UnreadableSpreadsheet">The file as a whole is not CSV, or lacks a column that is needed.</exception>
    public static async IAsyncEnumerable<Product> ReadAsync(
        Stream content, char delimiter, ManifestFields fields, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var sheet = await Spreadsheet.OpenAsync(content, delimiter, cancellationToken);
        var image = sheet.ColumnOf(fields.ImageColumn);
        var columns = fields.Columns
            .Select(field => field.IsOptional ? sheet.OptionalColumnOf(field.Column) : sheet.ColumnOf(field.Column))
            .ToArray();

        while (await sheet.ReadAsync(cancellationToken))
        {
            if (sheet.Flaw is { } flaw)
            {
                yield return Product.Unreadable(sheet.Row, flaw);
                continue;
            }

            var values = new string?[columns.Length];
            for (var field = 0; field < columns.Length; field++)
            {
                var text = columns[field] is { } column ? sheet[column] : "";
                values[field] = text.Length == 0 && fields.Columns[field].IsOptional ? null : text;
            }

            yield return new Product(sheet.Row, Flaw: null, sheet[image].Trim(), values);
        }
    }
}
