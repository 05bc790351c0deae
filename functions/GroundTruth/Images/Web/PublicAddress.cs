using System.Net;
using System.Net.Sockets;

namespace GroundTruth.Images.Web;

/// <summary>
/// Which addresses belong to somebody on the internet. All others lead into our own network, to the machine itself, or to the service
/// that hands out its credentials (169.254.169.254, fd00:ec2::254), and no URL in a file may take us there.
/// </summary>
/// <remarks>
/// After IANA's registries of special-purpose addresses, https://www.iana.org/assignments/iana-ipv4-special-registry and
/// https://www.iana.org/assignments/iana-ipv6-special-registry.
/// </remarks>
public static class PublicAddress
{
    private static readonly IPNetwork[] SpecialIPv4 =
    [
        IPNetwork.Parse("0.0.0.0/8"), // this network
        IPNetwork.Parse("10.0.0.0/8"), // private
        IPNetwork.Parse("100.64.0.0/10"), // shared by a carrier's customers
        IPNetwork.Parse("127.0.0.0/8"), // loopback
        IPNetwork.Parse("169.254.0.0/16"), // link-local
        IPNetwork.Parse("172.16.0.0/12"), // private
        IPNetwork.Parse("192.0.0.0/24"), // protocol assignments
        IPNetwork.Parse("192.0.2.0/24"), // documentation
        IPNetwork.Parse("192.88.99.0/24"), // relays to 6to4
        IPNetwork.Parse("192.168.0.0/16"), // private
        IPNetwork.Parse("198.18.0.0/15"), // benchmarks
        IPNetwork.Parse("198.51.100.0/24"), // documentation
        IPNetwork.Parse("203.0.113.0/24"), // documentation
        IPNetwork.Parse("224.0.0.0/4"), // multicast
        IPNetwork.Parse("240.0.0.0/4"), // reserved, and broadcast
    ];

    /// <summary>
    /// All that has been given out. Outside of it are loopback, link-local, unique local and multicast addresses, and those that carry an
    /// IPv4 address within them: mapped (::ffff:0:0/96), compatible (::/96), of NAT64 (64:ff9b::/96, 64:ff9b:1::/48).
    /// </summary>
    private static readonly IPNetwork GlobalIPv6 = IPNetwork.Parse("2000::/3");

    private static readonly IPNetwork[] SpecialIPv6 =
    [
        IPNetwork.Parse("2001::/23"), // protocol assignments; Teredo, which carries an IPv4 address
        IPNetwork.Parse("2001:db8::/32"), // documentation
        IPNetwork.Parse("2002::/16"), // 6to4, which carries an IPv4 address
        IPNetwork.Parse("3fff::/20"), // documentation
    ];

    public static bool Is(IPAddress address) => address.AddressFamily switch
    {
        AddressFamily.InterNetwork => !Array.Exists(SpecialIPv4, network => network.Contains(address)),
        // A network takes a mapped address for the IPv4 address within, and then knows no families.
        AddressFamily.InterNetworkV6 when address.IsIPv4MappedToIPv6 => false,
        AddressFamily.InterNetworkV6 => GlobalIPv6.Contains(address) && !Array.Exists(SpecialIPv6, network => network.Contains(address)),
        _ => false,
    };
}
