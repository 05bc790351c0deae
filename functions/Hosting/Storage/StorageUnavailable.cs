using Amazon.Runtime;

namespace Hosting.Storage;

/// <summary>S3 failed again and again, or asked to slow down. Trying again later can help.</summary>
public sealed class StorageUnavailable(string what, Exception cause) : Exception($"{what}: {cause.Message}", cause)
{
    /// <summary>
    /// Whether the same request may succeed when it is made again: a connection that broke or timed out, a throttle, a failure of the
    /// service.
    /// </summary>
    public static bool Explains(Exception error) => error switch
    {
        AmazonServiceException e => (int)e.StatusCode is 0 or 429 or >= 500,
        AmazonClientException or IOException or HttpRequestException or TimeoutException or OperationCanceledException => true,
        _ => false,
    };
}
