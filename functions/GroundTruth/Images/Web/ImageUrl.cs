using System.Diagnostics.CodeAnalysis;

namespace GroundTruth.Images.Web;

/// <summary>Which URLs are followed. Where they lead to is checked again when a connection is made.</summary>
public static class ImageUrl
{
    /// <summary>Longer than any browser or server puts up with.</summary>
    private const int MaxLength = 8 * 1024;

    /// <summary>
    /// http or https, nobody's user name or password, and no port but the scheme's own: a URL must not be a way to try out what listens
    /// on a server.
    /// </summary>
    public static bool TryParse(string text, AllowedHosts allowed, [NotNullWhen(true)] out Uri? url)
    {
        url = null;
        if (text.Length <= MaxLength && Uri.TryCreate(text, UriKind.Absolute, out var parsed) && IsAllowed(parsed, allowed))
            url = parsed;

        return url is not null;
    }

    /// <summary>Where a server sends us on to.</summary>
    /// <exception cref="ImageNotFetched">It is nowhere, or from https to http, where anybody on the way could change it.</exception>
    public static Uri Follow(Uri from, Uri? location, AllowedHosts allowed)
    {
        var isDowngrade = (Uri to) => from.Scheme == Uri.UriSchemeHttps && to.Scheme != Uri.UriSchemeHttps;
        return location is not null
            && Uri.TryCreate(from, location, out var to)
            && to.OriginalString.Length <= MaxLength
            && IsAllowed(to, allowed)
            && !isDowngrade(to)
                ? to
                : throw new ImageNotFetched(CopyFailure.BadRedirect);
    }

    /// <summary>What is asked of the name service. A name outside of ASCII can be one for which there is none.</summary>
    private static bool HasAsciiName(Uri url)
    {
        try
        {
            return url.IdnHost.All(char.IsAscii);
        }
        catch (UriFormatException)
        {
            return false;
        }
    }

    private static bool IsAllowed(Uri url, AllowedHosts allowed) =>
        (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps)
        && url.UserInfo.Length == 0
        && url.Host.Length > 0
        && HasAsciiName(url)
        && (url.IsDefaultPort || allowed.Contains(url));
}
