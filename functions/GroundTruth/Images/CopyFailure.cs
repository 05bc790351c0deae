using System.Globalization;
using System.Net;

namespace GroundTruth.Images;

/// <summary>Why a product has no image: the words in the list of failures and in the answer, which the README explains.</summary>
internal static class CopyFailure
{
    public const string UnreadableRow = "unreadableRow";
    public const string NoId = "noId";
    public const string DuplicateId = "duplicateId";
    public const string NoUrl = "noUrl";
    public const string BadUrl = "badUrl";
    public const string HostNotFound = "hostNotFound";
    public const string PrivateAddress = "privateAddress";
    public const string ConnectionFailed = "connectionFailed";
    public const string HostDown = "hostDown";
    public const string TlsFailed = "tlsFailed";
    public const string NotHttp = "notHttp";
    public const string Timeout = "timeout";
    public const string BadRedirect = "badRedirect";
    public const string TooManyRedirects = "tooManyRedirects";
    public const string Truncated = "truncated";
    public const string Empty = "empty";
    public const string TooLarge = "tooLarge";
    public const string NotAnImage = "notAnImage";

    /// <summary>The server's answer was another than the image.</summary>
    public static string Http(HttpStatusCode status) => string.Intern(string.Create(CultureInfo.InvariantCulture, $"http{(int)status}"));
}
