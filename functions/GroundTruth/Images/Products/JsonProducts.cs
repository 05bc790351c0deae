using System.Runtime.InteropServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using Amazon.S3;
using GroundTruth.Files;
using Hosting.Storage;

namespace GroundTruth.Images.Products;

/// <summary>Products in a JSON Lines file: every key stays as it is written, and one more says where the image is.</summary>
internal sealed class JsonProducts(CopyRequest asked, Stream content) : ProductFile
{
    public override IAsyncEnumerable<ProductRow> ReadAsync(CancellationToken cancellationToken) =>
        JsonLines.ReadAsync<ProductRow>(content, RowOf, (number, _) => Unreadable(number), cancellationToken);

    public override Task SaveAsync(IAmazonS3 s3, ObjectLocation target, CancellationToken cancellationToken) =>
        Output.SaveAsync(s3, target, "application/jsonl", cancellationToken);

    private Row RowOf(long number, JsonElement product)
    {
        var line = JsonMarshal.GetRawUtf8Value(product);
        return line.Length > LongestRow || !HasReadableKeys(product)
            ? Unreadable(number)
            : new Row(this, number, TextOf(product, asked.IdColumn), TextOf(product, asked.UrlColumn), IsReadable: true, line.ToArray());
    }

    private Row Unreadable(long number) => new(this, number, "", "", IsReadable: false, []);

    /// <summary>All of them, for each is compared when the line is written: by then its image would have been copied.</summary>
    private static bool HasReadableKeys(JsonElement product)
    {
        try
        {
            foreach (var property in product.EnumerateObject())
                _ = property.Name;

            return true;
        }
        catch (InvalidOperationException)
        {
            // What the JSON reader says to half a surrogate pair.
            return false;
        }
    }

    /// <summary>An id may be a number, and is taken as it is written.</summary>
    private static string TextOf(JsonElement product, string key) =>
        !product.TryGetProperty(key, out var value) ? "" : value.ValueKind switch
        {
            JsonValueKind.String => value.GetString()!.Trim(),
            JsonValueKind.Number => value.GetRawText(),
            _ => "",
        };

    /// <summary>Keys and values are copied as they are written: a number must not lose digits, nor a text its escapes.</summary>
    private void Write(byte[] line, string sourceRef)
    {
        using var json = JsonDocument.Parse(line);
        Output.Write("{"u8);
        foreach (var property in json.RootElement.EnumerateObject())
        {
            if (property.NameEquals(SourceRef))
                continue;

            Output.Write("\""u8);
            Output.Write(JsonMarshal.GetRawUtf8PropertyName(property));
            Output.Write("\":"u8);
            Output.Write(JsonMarshal.GetRawUtf8Value(property.Value));
            Output.Write(","u8);
        }

        Output.Write("\"source-ref\":\""u8);
        Output.Write(JsonEncodedText.Encode(sourceRef, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).EncodedUtf8Bytes);
        Output.WriteLine("\"}"u8);
    }

    private sealed record Row(JsonProducts File, long Number, string Id, string Url, bool IsReadable, byte[] Line)
        : ProductRow(Number, Id, Url, IsReadable, Line.Length)
    {
        public override void Write(string sourceRef) => File.Write(Line, sourceRef);
    }
}
