using Amazon.Runtime;

namespace Amazon.SecretsManager.Model;

public class AmazonSecretsManagerRequest : AmazonWebServiceRequest;

/// <summary>Asks for the current version of a secret.</summary>
public class GetSecretValueRequest : AmazonSecretsManagerRequest
{
    /// <summary>The secret's ARN or name.</summary>
    public string? SecretId { get; set; }
}
