using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace StateMachineTests.Faults;

/// <summary>What S3 does instead of answering as it should.</summary>
internal enum StorageFailure
{
    InternalError,
    SlowDown,
    Truncated,
    Reset,
    Stalled,
}

/// <summary>Some requests in a row to S3 fail, whoever sends them.</summary>
/// <param name="failure">How.</param>
/// <param name="first">Number of the first that does.</param>
/// <param name="count">How many do.</param>
/// <param name="share">Share of the body that still comes, where it breaks off or stalls.</param>
internal sealed class StorageFault(StorageFailure failure, int first, int count, double share) : Fault
{
    public override async Task<bool> OnStorageRequestAsync(HttpContext context, int number)
    {
        if (number < first || number >= first + count)
            return false;

        switch (failure)
        {
            case StorageFailure.InternalError:
                await AnswerAsync(context.Response, StatusCodes.Status500InternalServerError, "InternalError");
                return true;
            case StorageFailure.SlowDown:
                await AnswerAsync(context.Response, StatusCodes.Status503ServiceUnavailable, "SlowDown");
                return true;
            case var _ when HttpMethods.IsGet(context.Request.Method):
                context.Response.Body = new BreakingBody(context, failure, share);
                return false;
            case StorageFailure.Reset:
                context.Abort();
                return true;
            default:
                return false; // there is no body
        }
    }

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"S3 requests {first} to {first + count - 1}: {failure}, {share:P0} of the body");

    private static Task AnswerAsync(HttpResponse response, int status, string code)
    {
        response.StatusCode = status;
        response.ContentType = "application/xml";
        return HttpMethods.IsHead(response.HttpContext.Request.Method)
            ? Task.CompletedTask
            : response.WriteAsync($"<Error><Code>{code}</Code><Message>A fault of the test.</Message></Error>");
    }
}
