using System.Globalization;
using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.Http;

namespace Local.S3;

/// <summary>ListObjectsV2: prefix, pages, start-after. No delimiter.</summary>
internal static class ObjectListing
{
    private const int LargestPage = 1000;

    public static Task AnswerAsync(HttpContext context, ObjectStore store, string bucket)
    {
        var query = context.Request.Query;
        string? Parameter(string name) => query.TryGetValue(name, out var value) ? value.ToString() : null;

        var prefix = Parameter("prefix") ?? "";
        var token = Parameter("continuation-token");
        var after = token is null ? Parameter("start-after") : KeyOf(token);
        var pageSize = Math.Min(LargestPage, int.Parse(Parameter("max-keys") ?? "1000", CultureInfo.InvariantCulture));
        if (!string.IsNullOrEmpty(Parameter("delimiter")))
            throw S3Error.NotImplemented();

        var encoded = string.Equals(Parameter("encoding-type"), "url", StringComparison.Ordinal);
        string Written(string key) => encoded ? Uri.EscapeDataString(key) : key;

        var found = store.Keys(bucket)
            .Where(key => key.StartsWith(prefix, StringComparison.Ordinal) && (after is null || Utf8Order.Instance.Compare(key, after) > 0))
            .Take(pageSize + 1)
            .ToList();
        var page = found.Take(pageSize).ToList();
        var truncated = found.Count > page.Count;

        var ns = S3Xml.Namespace;
        return S3Xml.WriteAsync(context, new XElement(
            ns + "ListBucketResult",
            new XElement(ns + "Name", bucket),
            new XElement(ns + "Prefix", Written(prefix)),
            new XElement(ns + "KeyCount", page.Count),
            new XElement(ns + "MaxKeys", pageSize),
            new XElement(ns + "IsTruncated", truncated),
            encoded ? new XElement(ns + "EncodingType", "url") : null,
            truncated && page.Count > 0 ? new XElement(ns + "NextContinuationToken", TokenOf(page[^1])) : null,
            page.Select(key => Describe(store, bucket, key, Written(key)))));
    }

    private static string TokenOf(string key) => Convert.ToBase64String(Encoding.UTF8.GetBytes(key));

    private static string KeyOf(string token) => Encoding.UTF8.GetString(Convert.FromBase64String(token));

    private static XElement? Describe(ObjectStore store, string bucket, string key, string written)
    {
        try
        {
            using var found = store.Open(bucket, key, versionId: null);
            var modified = found.LastModified.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
            var ns = S3Xml.Namespace;
            return new XElement(
                ns + "Contents",
                new XElement(ns + "Key", written),
                new XElement(ns + "LastModified", modified),
                new XElement(ns + "ETag", found.ETag),
                new XElement(ns + "Size", found.Length),
                new XElement(ns + "StorageClass", "STANDARD"));
        }
        catch (S3Error)
        {
            return null; // deleted since it was listed
        }
    }
}
