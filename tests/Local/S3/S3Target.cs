using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Local.S3;

/// <summary>
/// Bucket and key of a path-style request, <c>/bucket/key</c>. Taken from the raw request line: a server's own reading of a
/// path resolves <c>..</c> and keeps <c>%2F</c>, and to S3 a key is only a string.
/// </summary>
internal sealed record S3Target(string Bucket, string Key)
{
    public static S3Target Of(HttpContext context)
    {
        var path = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget.Split('?', 2)[0];
        var parts = path.TrimStart('/').Split('/', 2);
        return new S3Target(Uri.UnescapeDataString(parts[0]), parts.Length > 1 ? Uri.UnescapeDataString(parts[1]) : "");
    }
}
