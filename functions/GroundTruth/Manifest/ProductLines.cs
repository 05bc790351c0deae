using System.Text.Json;
using GroundTruth.Files;

namespace GroundTruth.Manifest;

/// <summary>Reads products from a JSON Lines file, whose keys are its columns. Numbers, true and false are taken as written.</summary>
public static class ProductLines
{
    public static IAsyncEnumerable<Product> ReadAsync(Stream content, ManifestFields fields, CancellationToken cancellationToken) =>
        JsonLines.ReadAsync(content, (row, product) => Read(row, product, fields), Product.Unreadable, cancellationToken);

    private static Product Read(long row, JsonElement product, ManifestFields fields)
    {
        var values = new string?[fields.Columns.Count];
        for (var field = 0; field < values.Length; field++)
        {
            var (_, column, isOptional) = fields.Columns[field];
            if (!TryRead(product, column, out var isThere, out values[field]))
                return Product.Unreadable(row, $"{Excerpt.Of(column)} is an object or an array; allowed is text, a number, true or false");

            if (!isThere && !isOptional)
                return Product.Unreadable(row, $"{Excerpt.Of(column)} is missing");

            if (isOptional && values[field]?.Length == 0)
                values[field] = null;
            else if (!isOptional)
                values[field] ??= "";
        }

        return TryRead(product, fields.ImageColumn, out _, out var image)
            ? new Product(row, Flaw: null, image?.Trim() ?? "", values)
            : Product.Unreadable(row, $"{Excerpt.Of(fields.ImageColumn)} is an object or an array; allowed is an s3:// URI");
    }

    /// <returns>False where there is something that is no text and cannot become one.</returns>
    private static bool TryRead(JsonElement product, string column, out bool isThere, out string? text)
    {
        isThere = product.TryGetProperty(column, out var value);
        text = !isThere ? null : value.ValueKind switch
        {
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
            _ => null,
        };
        return !isThere || value.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array);
    }
}
