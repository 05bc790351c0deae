using Amazon.SecretsManager.Model;

namespace Amazon.SecretsManager;

/// <summary>AWS Secrets Manager. What the service refuses is an <see cref="AmazonSecretsManagerException"/>.</summary>
public interface IAmazonSecretsManager : IDisposable
{
    Task<GetSecretValueResponse> GetSecretValueAsync(GetSecretValueRequest request, CancellationToken cancellationToken = default);
}
