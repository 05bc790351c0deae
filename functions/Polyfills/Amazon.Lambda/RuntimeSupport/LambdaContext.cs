using System.Globalization;
using Amazon.Lambda.Core;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>
/// The function as the environment describes it, the invocation as the Runtime API does. <paramref name="deadlineMs"/> is
/// in milliseconds since the Unix epoch; without it the invocation has no time left.
/// </summary>
internal sealed class LambdaContext(string requestId, string? functionArn, string? deadlineMs) : ILambdaContext
{
    private readonly DateTimeOffset deadline = DateTimeOffset.FromUnixTimeMilliseconds(
        long.TryParse(deadlineMs, CultureInfo.InvariantCulture, out var milliseconds) ? milliseconds : 0);

    public string AwsRequestId => requestId;

    public string FunctionName { get; } = Variable("AWS_LAMBDA_FUNCTION_NAME");

    public string FunctionVersion { get; } = Variable("AWS_LAMBDA_FUNCTION_VERSION");

    public string InvokedFunctionArn { get; } = functionArn ?? "";

    public ILambdaLogger Logger { get; } = new LambdaConsoleLogger(requestId);

    public string LogGroupName { get; } = Variable("AWS_LAMBDA_LOG_GROUP_NAME");

    public string LogStreamName { get; } = Variable("AWS_LAMBDA_LOG_STREAM_NAME");

    public int MemoryLimitInMB { get; } =
        int.TryParse(Variable("AWS_LAMBDA_FUNCTION_MEMORY_SIZE"), CultureInfo.InvariantCulture, out var size) ? size : 0;

    public TimeSpan RemainingTime => deadline - DateTimeOffset.UtcNow;

    private static string Variable(string name) => Environment.GetEnvironmentVariable(name) ?? "";
}
