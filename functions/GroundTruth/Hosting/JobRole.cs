using System.Net;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;

namespace GroundTruth.Hosting;

/// <summary>S3 as the labelling job's role sees it: where the payload lies in a bucket that is the job's own.</summary>
internal sealed class JobRole(IAmazonSecurityTokenService tokens)
{
    /// <exception cref="InvalidAnnotationRequest">The request names no role, or one that this function may not take on.</exception>
    public async Task<IAmazonS3> OpenS3Async(string? roleArn, CancellationToken cancellationToken)
    {
        if (roleArn is null)
            throw new InvalidAnnotationRequest("roleArn is missing or no text: ASSUME_ROLE is true, so the payload is read with that role.");

        var request = new AssumeRoleRequest { RoleArn = roleArn, RoleSessionName = nameof(PostAnnotation) };
        try
        {
            var response = await tokens.AssumeRoleAsync(request, cancellationToken);
            return new AmazonS3Client(
                new SessionAWSCredentials(response.Credentials.AccessKeyId, response.Credentials.SecretAccessKey, response.Credentials.SessionToken));
        }
        catch (AmazonServiceException e) when (e.StatusCode is HttpStatusCode.Forbidden or HttpStatusCode.BadRequest)
        {
            throw new InvalidAnnotationRequest($"roleArn is '{roleArn}', which this function may not assume: {e.Message}");
        }
    }
}
