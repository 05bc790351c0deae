using Microsoft.AspNetCore.Http;

namespace Local.Lambda;

/// <summary>A refusal by Lambda itself, rather than an error of a function.</summary>
internal sealed class LambdaError(int status, string code, string message, string type = "User") : Exception(message)
{
    public static LambdaError NoSuchFunction(string name) =>
        new(StatusCodes.Status404NotFound, "ResourceNotFoundException", $"Function not found: {FunctionName.Arn(name)}");

    public static LambdaError NoSuchEnvironment(string name) =>
        new(StatusCodes.Status403Forbidden, "InvalidEnvironment", $"Nobody started an environment called '{name}'.");

    public static LambdaError TooManyRequests() =>
        new(StatusCodes.Status429TooManyRequests, "TooManyRequestsException", "Rate Exceeded.");

    public static LambdaError ServiceUnavailable() =>
        new(StatusCodes.Status503ServiceUnavailable, "ServiceException", "The service is shutting down.", "Service");

    public static LambdaError RequestTooLarge(int limit) =>
        new(
            StatusCodes.Status413PayloadTooLarge,
            "RequestTooLargeException",
            $"Request must be smaller than {limit} bytes for the InvokeFunction operation");

    public static LambdaError InvalidRequestId() =>
        new(StatusCodes.Status400BadRequest, "InvalidRequestID", "This environment does not have that request.");

    public static LambdaError NotFound() => new(StatusCodes.Status404NotFound, "UnknownOperationException", "There is nothing here.");

    public static LambdaError BadParameter(string message) =>
        new(StatusCodes.Status400BadRequest, "InvalidParameterValueException", message);

    public Task AnswerAsync(HttpResponse response)
    {
        response.StatusCode = status;
        response.Headers["x-amzn-ErrorType"] = code;
        return response.WriteAsJsonAsync(new { Type = type, message = Message, errorType = code, errorMessage = Message });
    }
}
