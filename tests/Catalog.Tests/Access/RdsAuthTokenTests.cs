using Amazon.Runtime;
using Catalog.Access;

namespace CatalogTests.Access;

public sealed class RdsAuthTokenTests
{
    /// <summary>What botocore 1.43 signs with the same keys at the same time.</summary>
    [Theory]
    [InlineData(null, "e711f0fda583df9f85faf09fb01d1366757b15ccd50a2663444f670d065d704e")]
    [InlineData("a/b+c==", "75266b5d9f3e51d4e14e49630db03b96392f0d086f73b019673e597501b57b1a")]
    public void A_token_is_a_request_to_connect_signed_for_fifteen_minutes(string? session, string signature)
    {
        var credentials = new ImmutableCredentials("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", session);

        var token = RdsAuthToken.Create(
            "catalog.abc123.eu-central-1.rds.amazonaws.com", 5432, "label ingest", credentials, "eu-central-1", new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc));

        var parts = token.Split('?');
        Assert.Equal("catalog.abc123.eu-central-1.rds.amazonaws.com:5432/", parts[0]);
        string[] query =
        [
            "Action=connect",
            "DBUser=label%20ingest",
            "X-Amz-Algorithm=AWS4-HMAC-SHA256",
            "X-Amz-Credential=AKIDEXAMPLE%2F20260102%2Feu-central-1%2Frds-db%2Faws4_request",
            "X-Amz-Date=20260102T030405Z",
            "X-Amz-Expires=900",
            .. session is null ? Array.Empty<string>() : ["X-Amz-Security-Token=a%2Fb%2Bc%3D%3D"],
            $"X-Amz-Signature={signature}",
            "X-Amz-SignedHeaders=host",
        ];
        Assert.Equal(query, parts[1].Split('&').Order(StringComparer.Ordinal));
    }
}
