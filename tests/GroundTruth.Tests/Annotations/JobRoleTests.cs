using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Local;
using Local.Deployment;

namespace GroundTruthTests.Annotations;

/// <summary>The payload is read with the job's role where that is configured: a real token service, and an S3 that sees who asks.</summary>
public sealed class JobRoleTests(LabelingFixture labeling)
{
    private const string Role = "arn:aws:iam::123456789012:role/labeling";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task S3_is_asked_as_the_job_and_not_as_the_function()
    {
        await using var cloud = await LocalCloud.StartAsync(new LocalCloudOptions { WithPostgres = false }, Cancellation);
        var callers = new ConcurrentBag<string>();
        cloud.S3.Intercept = context =>
        {
            callers.Add(context.Request.Headers.Authorization.ToString());
            return Task.FromResult(false);
        };
        await using var functions = LabelingFunctions.Deploy(cloud, new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["ASSUME_ROLE"] = "true",
            ["AWS_ENDPOINT_URL_STS"] = cloud.StepFunctionsEndpoint.ToString(),
        });

        var result = await cloud.Lambda.InvokeAsync(functions.NameOf("PostAnnotation"), Payload(Role), Cancellation);

        Assert.Equal("SourceNotFound", (string?)JsonNode.Parse(result.Payload.Span)!["errorType"]);
        Assert.NotEmpty(callers);
        Assert.All(callers, caller => Assert.Contains("Credential=ASIA", caller, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_request_without_a_role_is_refused()
    {
        await using var functions = labeling.Deploy(("ASSUME_ROLE", "true"));

        var result = await labeling.Cloud.Lambda.InvokeAsync(functions.NameOf("PostAnnotation"), Payload(role: null), Cancellation);

        Assert.Equal("InvalidAnnotationRequest", (string?)JsonNode.Parse(result.Payload.Span)!["errorType"]);
        Assert.Contains("roleArn", (string?)JsonNode.Parse(result.Payload.Span)!["errorMessage"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whether_a_role_is_assumed_is_true_or_false()
    {
        await using var functions = labeling.Deploy(("ASSUME_ROLE", "yes"));

        var (_, errorType, errorMessage) = await labeling.InvokeAsync(functions.NameOf("PostAnnotation"), "{}");

        Assert.Equal("InvalidSettings", errorType);
        Assert.Contains("ASSUME_ROLE", errorMessage, StringComparison.Ordinal);
    }

    private static byte[] Payload(string? role) => System.Text.Encoding.UTF8.GetBytes(
        new JsonObject
        {
            ["labelAttributeName"] = "category",
            ["roleArn"] = role,
            ["payload"] = new JsonObject { ["s3Uri"] = "s3://labeling/nowhere.json" },
        }.ToJsonString());
}
