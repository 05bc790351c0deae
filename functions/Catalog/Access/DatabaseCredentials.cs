using Amazon.SecretsManager;

namespace Catalog.Access;

/// <summary>The ways in which a function can come by the database's password.</summary>
public static class DatabaseCredentials
{
    /// <summary>What may be asked for, in words.</summary>
    public const string Allowed = "'connection', 'iam', or the ARN of a secret in Secrets Manager";

    /// <param name="credentials">
    /// <c>connection</c>: what the connection string says. <c>iam</c>: a token of RDS, signed with the function's own credentials. The
    /// ARN of a secret: what Secrets Manager keeps.
    /// </param>
    /// <param name="password">Gives the passwords; null where the connection string does.</param>
    /// <returns>False where that means none of them.</returns>
    public static bool TryFind(string credentials, out PasswordProvider? password)
    {
        password = credentials switch
        {
            "iam" => (settings, _) => RdsAuthToken.CreateAsync(settings),
            _ when IsSecret(credentials) => new DatabaseSecret(new AmazonSecretsManagerClient(), credentials).ReadPasswordAsync,
            _ => null,
        };
        return password is not null || credentials == "connection";
    }

    /// <summary><c>arn:aws:secretsmanager:region:account:secret:name</c>, in any of AWS's partitions.</summary>
    private static bool IsSecret(string credentials) =>
        credentials.Split(':', 7) is ["arn", _, "secretsmanager", { Length: > 0 }, _, "secret", { Length: > 0 }];
}
