using System.Net.Http.Headers;

namespace GroundTruth.Images.Web;

/// <summary>How long a server asks to be left alone.</summary>
public static class RetryAfter
{
    /// <summary>Who asks for longer is not asked again in this run: to wait would hold up all others, and to ask earlier is rude.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    /// <returns>Null where it does not say; nothing below zero.</returns>
    public static TimeSpan? Of(RetryConditionHeaderValue? header, DateTimeOffset now)
    {
        var wait = header?.Delta ?? header?.Date - now;
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }
}
