using Amazon.Runtime;
using Amazon.Runtime.Credentials;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Auth;
using Amazon.Runtime.Internal.Util;
using Npgsql;

namespace Catalog.Access;

/// <summary>
/// A token that RDS and its proxies take for a password, if the function's role may <c>rds-db:connect</c>: the URL of a request to
/// connect, signed and without its scheme. It is good for 15 minutes, and for logging in alone: a connection may stay open for longer.
/// </summary>
public static class RdsAuthToken
{
    private const string Service = "rds-db";
    private const string Scheme = "https://";
    private const string Seconds = "900";

    /// <summary>Signs with the environment's credentials and region. It takes no request, so each connection gets its own.</summary>
    internal static async ValueTask<string> CreateAsync(NpgsqlConnectionStringBuilder settings)
    {
        var credentials = await (await DefaultAWSCredentialsIdentityResolver.GetCredentialsAsync()).GetCredentialsAsync();
        var region = FallbackRegionFactory.GetRegionEndpoint()
            ?? throw new DatabaseAccessDenied("No token can be signed for the database: the environment names no AWS_REGION.");
        return Create(settings.Host!, settings.Port, settings.Username!, credentials, region.SystemName, DateTime.UtcNow);
    }

    /// <param name="host">The endpoint as RDS names it: a token for an alias of it is refused.</param>
    /// <param name="port">Its port.</param>
    /// <param name="user">The database's user, who must have been granted <c>rds_iam</c>.</param>
    /// <param name="credentials">Who signs.</param>
    /// <param name="region">Where the database is.</param>
    /// <param name="now">From when on it is good, in UTC.</param>
    public static string Create(string host, int port, string user, ImmutableCredentials credentials, string region, DateTime now)
    {
        ArgumentNullException.ThrowIfNull(credentials);
        var request = new DefaultRequest(new ConnectRequest(), Service)
        {
            HttpMethod = "GET",
            UseQueryString = true,
            Endpoint = new UriBuilder(Scheme, host, port).Uri,
            Parameters = { ["Action"] = "connect", ["DBUser"] = user, ["X-Amz-Expires"] = Seconds },
        };
        if (credentials.UseToken)
            request.Parameters["X-Amz-Security-Token"] = credentials.Token;

        var signature = AWS4PreSignedUrlSigner.SignRequest(
            request, clientConfig: null, new RequestMetrics(), credentials.AccessKey, credentials.SecretKey, Service, region, now);
        return $"{AmazonServiceClient.ComposeUrl(request).AbsoluteUri[Scheme.Length..]}&{signature.ForQueryParameters}";
    }

    private sealed class ConnectRequest : AmazonWebServiceRequest;
}
