using Microsoft.AspNetCore.Http;

namespace StateMachineTests.Faults;

/// <summary>Lambda refuses some invocations in a row of a function.</summary>
internal sealed class Throttle(string function, int first, int count) : Fault
{
    public override async Task<bool> OnInvocationAsync(HttpContext context, FaultyInvocation invocation)
    {
        if (invocation.Function != function || invocation.Number < first || invocation.Number >= first + count)
            return false;

        const string Error = "TooManyRequestsException";
        context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
        context.Response.Headers["x-amzn-ErrorType"] = Error;
        context.Response.Headers["x-amzn-RequestId"] = Guid.NewGuid().ToString();
        await context.Response.WriteAsJsonAsync(new { Type = "User", message = "Rate Exceeded.", errorType = Error });
        return true;
    }

    public override string ToString() => $"invocations {first} to {first + count - 1} of {function} are throttled";
}
