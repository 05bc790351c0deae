using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;
using Amazon.SecretsManager.Internal;
using Amazon.Util.Internal;

namespace Amazon.SecretsManager;

/// <summary>
/// Where Secrets Manager is and how it is spoken to. What is not set comes from the environment, the endpoint for example
/// from <c>AWS_ENDPOINT_URL_SECRETS_MANAGER</c>.
/// </summary>
public class AmazonSecretsManagerConfig : ClientConfig
{
    private const string EndpointPrefix = "secretsmanager";

    private static readonly string UserAgentText = InternalSDKUtils.BuildUserAgentString("Secrets Manager", "4.0");

    public AmazonSecretsManagerConfig()
        : base(new StandardDefaults())
    {
        ServiceId = AmazonSecretsManagerMetadata.Id;
        AuthenticationServiceName = EndpointPrefix;
    }

    public override string RegionEndpointServiceName => EndpointPrefix;

    public override string ServiceVersion => "2017-10-17";

    public override string UserAgent => UserAgentText;

    /// <summary>The endpoint that was set, or the region's own.</summary>
    public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters)
    {
        if (!string.IsNullOrEmpty(ServiceURL))
            return new Endpoint(ServiceURL);

        var region = RegionEndpoint ?? throw new AmazonClientException("No RegionEndpoint or ServiceURL configured");
        return new Endpoint($"https://{EndpointPrefix}.{region.SystemName}.{region.PartitionDnsSuffix}/");
    }

    /// <summary>The modes of <c>AWS_DEFAULTS_MODE</c> differ in connect time-outs alone: one does for all.</summary>
    private sealed class StandardDefaults : IDefaultConfigurationProvider
    {
        public IDefaultConfiguration GetDefaultConfiguration(
            RegionEndpoint clientRegion,
            DefaultConfigurationMode? requestedConfigurationMode = null) =>
            new DefaultConfiguration { Name = DefaultConfigurationMode.Standard, RetryMode = RequestRetryMode.Standard };
    }
}
