using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Local.S3;

/// <summary>GetObject and HeadObject. ASP.NET Core serves the range; what S3 says differently is decided before.</summary>
internal static class ObjectDownload
{
    public static async Task AnswerAsync(HttpContext context, ObjectStore store, string bucket, string key)
    {
        var versionId = context.Request.Query.TryGetValue("versionId", out var wanted) ? wanted.ToString() : null;

        // Owned by the result that serves it, unless we do not come that far.
        var found = store.Open(bucket, key, versionId);
        try
        {
            RequireMatch(context.Request.Headers, found);
            RequireRange(context.Request.Headers, found);
        }
        catch
        {
            found.Dispose();
            throw;
        }

        if (found.VersionId is not null)
            context.Response.Headers["x-amz-version-id"] = found.VersionId;
        var file = Results.Stream(
            found.Content,
            "binary/octet-stream",
            lastModified: found.LastModified,
            entityTag: new EntityTagHeaderValue(found.ETag),
            enableRangeProcessing: true);
        await file.ExecuteAsync(context);
    }

    /// <summary>S3 takes entity tags with and without quotes, and answers a mismatch in XML.</summary>
    private static void RequireMatch(IHeaderDictionary headers, StoredObject found)
    {
        if (headers.IfMatch.Count == 0)
            return;
        var accepted = headers.IfMatch.ToString().Split(',', StringSplitOptions.TrimEntries).Select(tag => tag.Trim('"'));
        if (!accepted.Any(tag => tag == "*" || string.Equals(tag, found.ETag.Trim('"'), StringComparison.Ordinal)))
            throw S3Error.PreconditionFailed();
        headers.Remove(HeaderNames.IfMatch);
    }

    private static void RequireRange(IHeaderDictionary headers, StoredObject found)
    {
        if (!RangeHeaderValue.TryParse(headers.Range.ToString(), out var range) || range.Ranges.Count != 1)
            return;
        var only = range.Ranges.First();
        if (only.From >= found.Length || (only.From is null && (only.To == 0 || found.Length == 0)))
            throw S3Error.InvalidRange();
    }
}
