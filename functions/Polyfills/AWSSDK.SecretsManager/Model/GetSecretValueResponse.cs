using Amazon.Runtime;

namespace Amazon.SecretsManager.Model;

public class GetSecretValueResponse : AmazonWebServiceResponse
{
    public string? ARN { get; set; }

    public string? Name { get; set; }

    /// <summary>The secret; null where it is not text.</summary>
    public string? SecretString { get; set; }

    public string? VersionId { get; set; }
}
