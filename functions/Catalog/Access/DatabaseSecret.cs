using System.Text.Json;
using Amazon.SecretsManager;
using Amazon.SecretsManager.Model;
using Npgsql;

namespace Catalog.Access;

/// <summary>
/// A password that Secrets Manager keeps: the secret itself, or <c>password</c> in a secret that is a JSON object, as RDS writes it. It is
/// read for each new connection, of which a worker has three at the most, so a password that is rotated is the next connection's.
/// </summary>
internal sealed class DatabaseSecret(IAmazonSecretsManager secrets, string arn)
{
    /// <exception cref="DatabaseAccessDenied">There is no such secret, it may not be read, or it is no password for the user.</exception>
    public async ValueTask<string> ReadPasswordAsync(NpgsqlConnectionStringBuilder settings, CancellationToken cancellationToken)
    {
        try
        {
            var secret = await secrets.GetSecretValueAsync(new GetSecretValueRequest { SecretId = arn }, cancellationToken);
            return PasswordIn(secret.SecretString, settings.Username);
        }
        catch (AmazonSecretsManagerException e) when ((int)e.StatusCode is >= 400 and < 500 && !IsThrottled(e))
        {
            throw new DatabaseAccessDenied($"The secret {arn} cannot be read: {e.Message}", e);
        }
    }

    private static bool IsThrottled(AmazonSecretsManagerException error) =>
        (int)error.StatusCode == 429 || error.ErrorCode is "ThrottlingException" or "RequestLimitExceeded";

    private string PasswordIn(string? secret, string? user)
    {
        if (string.IsNullOrEmpty(secret))
            throw new DatabaseAccessDenied($"The secret {arn} holds no text.");

        if (!secret.StartsWith('{'))
            return secret;

        try
        {
            using var json = JsonDocument.Parse(secret);
            var owner = Text(json, "username") ?? user;
            return owner == user
                ? Text(json, "password") ?? throw new DatabaseAccessDenied($"The secret {arn} has no 'password'.")
                : throw new DatabaseAccessDenied($"The secret {arn} is the password of '{owner}', but the connection is for '{user}'.");
        }
        catch (JsonException)
        {
            // What is wrong with it might quote it.
            throw new DatabaseAccessDenied($"The secret {arn} begins like a JSON object, but is none.");
        }
    }

    private static string? Text(JsonDocument json, string name) =>
        json.RootElement.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
