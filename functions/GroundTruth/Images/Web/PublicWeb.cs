using System.Net;
using System.Net.Sockets;

namespace GroundTruth.Images.Web;

/// <summary>
/// HTTP to servers on the internet alone. The name is looked up here and the connection made to the very address that was checked, for
/// the first request as for every one that a redirect leads to: a name that answers differently the second time gains nothing.
/// </summary>
internal sealed class PublicWeb(AllowedHosts allowed) : IDisposable
{
    private const string Product = "product-image-copier/1.0";

    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(10);

    private HttpClient? client;

    public AllowedHosts Allowed => allowed;

    /// <summary>One for all invocations of a process, which then keep their connections.</summary>
    public HttpClient Client => client ??= CreateClient();

    public void Dispose() => client?.Dispose();

    private HttpClient CreateClient()
    {
        var handler = new SocketsHttpHandler
        {
            // Redirects are followed where they can be checked.
            AllowAutoRedirect = false,
            // A proxy would look the name up by itself, behind our check.
            UseProxy = false,
            UseCookies = false,
            // What is small on the way could become large without end.
            AutomaticDecompression = DecompressionMethods.None,
            // Nobody out there is to learn of our traces.
            ActivityHeadersPropagator = null,
            ConnectTimeout = ConnectTimeout,
            ConnectCallback = ConnectAsync,
        };
        var created = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        created.DefaultRequestHeaders.UserAgent.ParseAdd(Product);
        created.DefaultRequestHeaders.Accept.ParseAdd("image/jpeg, image/png, image/gif;q=0.9, image/webp;q=0.8");
        return created;
    }

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var server = context.DnsEndPoint;
        var addresses = await FindAsync(server.Host, cancellationToken);
        if (!allowed.Contains(server))
            addresses = Array.FindAll(addresses, PublicAddress.Is);
        if (addresses.Length == 0)
            throw new ImageNotFetched(CopyFailure.PrivateAddress);

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, server.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static async Task<IPAddress[]> FindAsync(string host, CancellationToken cancellationToken)
    {
        if (IPAddress.TryParse(host, out var address))
            return [address];

        try
        {
            return await Dns.GetHostAddressesAsync(host, cancellationToken);
        }
        catch (SocketException e)
        {
            throw new ImageNotFetched(CopyFailure.HostNotFound, mayPass: e.SocketErrorCode == SocketError.TryAgain, cause: e);
        }
        catch (ArgumentException e)
        {
            throw new ImageNotFetched(CopyFailure.HostNotFound, cause: e);
        }
    }
}
