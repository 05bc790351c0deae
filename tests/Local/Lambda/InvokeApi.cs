using Microsoft.AspNetCore.Http;

namespace Local.Lambda;

/// <summary>Lambda as its callers see it: the Invoke operation.</summary>
internal static class InvokeApi
{
    public static async Task AnswerAsync(HttpContext context, Func<Invocation, CancellationToken, Task<InvocationResult>> invoke)
    {
        var payload = await Payload.ReadAsync(context.Request, Payload.LargestRequest)
            ?? throw LambdaError.RequestTooLarge(Payload.LargestRequest);
        var invocation = new Invocation(payload.IsEmpty ? "{}"u8.ToArray() : payload);

        context.Response.Headers["x-amzn-RequestId"] = invocation.RequestId;
        switch (context.Request.Headers["X-Amz-Invocation-Type"].ToString())
        {
            case "" or "RequestResponse":
                await WriteAsync(context.Response, await invoke(invocation, context.RequestAborted));
                break;
            case "Event":
                // Whatever becomes of it, its caller has gone.
                _ = invoke(invocation, CancellationToken.None);
                context.Response.StatusCode = StatusCodes.Status202Accepted;
                break;
            case "DryRun":
                context.Response.StatusCode = StatusCodes.Status204NoContent;
                break;
            default:
                throw LambdaError.BadParameter("The invocation type is RequestResponse, Event or DryRun.");
        }
    }

    private static async Task WriteAsync(HttpResponse response, InvocationResult result)
    {
        response.ContentType = "application/json";
        response.ContentLength = result.Payload.Length;
        response.Headers["X-Amz-Executed-Version"] = "$LATEST";
        if (result.IsError)
            response.Headers["X-Amz-Function-Error"] = "Unhandled";
        await response.Body.WriteAsync(result.Payload);
    }
}
