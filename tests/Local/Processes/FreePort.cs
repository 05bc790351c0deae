using System.Net;
using System.Net.Sockets;

namespace Local.Processes;

/// <summary>Ports for servers that cannot choose one themselves.</summary>
internal static class FreePort
{
    /// <summary>
    /// A loopback port that nobody listens on now. Taken from below the range out of which the system serves outgoing
    /// connections, so that none of those can slip in before the server binds it, or while the server restarts.
    /// </summary>
    public static int Find()
    {
        const int First = 20_000, Last = 32_000;
        while (true)
        {
            var port = Random.Shared.Next(First, Last);
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
                return port;
            }
            catch (SocketException error) when (error.SocketErrorCode == SocketError.AddressAlreadyInUse)
            {
                // Try another.
            }
        }
    }
}
