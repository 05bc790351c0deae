using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Local.Lambda;

/// <summary>Lambda as a function's process sees it: what to do next, and what came of it.</summary>
internal static class RuntimeApi
{
    public static async Task AnswerNextAsync(HttpContext context, Function function, string environmentName)
    {
        var invocation = await function.NextAsync(environmentName, context.RequestAborted);
        var response = context.Response;
        response.ContentType = "application/json";
        response.ContentLength = invocation.Payload.Length;
        response.Headers["Lambda-Runtime-Aws-Request-Id"] = invocation.RequestId;
        response.Headers["Lambda-Runtime-Deadline-Ms"] =
            invocation.Deadline.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        response.Headers["Lambda-Runtime-Invoked-Function-Arn"] = FunctionName.Arn(FunctionName.OfEnvironment(environmentName));
        response.Headers["Lambda-Runtime-Trace-Id"] = "Root=1-00000000-000000000000000000000000;Sampled=0";
        await response.Body.WriteAsync(invocation.Payload, context.RequestAborted);
    }

    public static async Task AnswerResponseAsync(HttpContext context, Function function, string environmentName, string requestId)
    {
        var payload = await Payload.ReadAsync(context.Request, Payload.LargestResponse);
        var result = payload is { } answer
            ? new InvocationResult(IsError: false, answer)
            : InvocationResult.TooLarge(Payload.LargestResponse);
        await AcceptAsync(context, function.TryComplete(environmentName, requestId, result));
    }

    public static async Task AnswerErrorAsync(HttpContext context, Function function, string environmentName, string requestId) =>
        await AcceptAsync(context, function.TryComplete(environmentName, requestId, await ReadErrorAsync(context)));

    public static async Task AnswerInitErrorAsync(HttpContext context, Function function, string environmentName)
    {
        function.FailInit(environmentName, await ReadErrorAsync(context));
        await AcceptAsync(context, known: true);
    }

    private static async Task<InvocationResult> ReadErrorAsync(HttpContext context) =>
        await Payload.ReadAsync(context.Request, Payload.LargestResponse) is { } error
            ? new InvocationResult(IsError: true, error)
            : InvocationResult.TooLarge(Payload.LargestResponse);

    private static Task AcceptAsync(HttpContext context, bool known)
    {
        if (!known)
            throw LambdaError.InvalidRequestId();
        context.Response.StatusCode = StatusCodes.Status202Accepted;
        return context.Response.WriteAsJsonAsync(new { status = "OK" });
    }
}
