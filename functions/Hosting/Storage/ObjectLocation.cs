using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Hosting.Storage;

/// <summary>An object in S3. The key is taken as it is written, never decoded.</summary>
public sealed partial record ObjectLocation(string Bucket, string Key)
{
    private const int MaxKeyBytes = 1024;

    public static bool TryParse(string uri, [NotNullWhen(true)] out ObjectLocation? location)
    {
        var match = Pattern.Match(uri);
        location = match.Success && System.Text.Encoding.UTF8.GetByteCount(match.Groups["key"].ValueSpan) <= MaxKeyBytes
            ? new ObjectLocation(match.Groups["bucket"].Value, match.Groups["key"].Value)
            : null;
        return location is not null;
    }

    public override string ToString() => $"s3://{Bucket}/{Key}";

    [GeneratedRegex(
        "^s3://(?<bucket>[a-z0-9][a-z0-9.-]{1,61}[a-z0-9])/(?<key>.+)\\z",
        RegexOptions.CultureInvariant | RegexOptions.Singleline | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Pattern { get; }
}
