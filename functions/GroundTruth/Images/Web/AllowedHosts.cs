using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Hosting;
using Hosting.Settings;

namespace GroundTruth.Images.Web;

/// <summary>
/// Servers that may be private, or listen on an unusual port, because whoever deploys the function says so: one's own image server within
/// a VPC. None are by default.
/// </summary>
public sealed partial class AllowedHosts
{
    private readonly HashSet<string> hosts;

    private AllowedHosts(HashSet<string> hosts) => this.hosts = hosts;

    /// <param name="text">As <c>images.internal:8080,10.0.0.7:80</c>; null or empty for none.</param>
    /// <exception cref="InvalidSettings">It is no such list.</exception>
    public static AllowedHosts Parse(string? text)
    {
        var hosts = (text ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        foreach (var host in hosts)
        {
            if (!HostAndPort.IsMatch(host))
            {
                throw new InvalidSettings(
                    $"IMAGE_HOSTS_ALLOWED names {LogText.Of(host)}; allowed are host:port, separated by commas, or nothing.");
            }
        }

        return new AllowedHosts(hosts.ToHashSet(StringComparer.OrdinalIgnoreCase));
    }

    public bool Contains(Uri url) => hosts.Contains(NameOf(url.IdnHost, url.Port));

    public bool Contains(DnsEndPoint server) => hosts.Contains(NameOf(server.Host, server.Port));

    private static string NameOf(string host, int port)
    {
        var bare = host.Trim('[', ']');
        return string.Create(CultureInfo.InvariantCulture, $"{(bare.Contains(':', StringComparison.Ordinal) ? $"[{bare}]" : bare)}:{port}");
    }

    [GeneratedRegex(
        "^(?:[A-Za-z0-9.-]+|\\[[0-9A-Fa-f:.]+\\]):[0-9]{1,5}\\z",
        RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex HostAndPort { get; }
}
