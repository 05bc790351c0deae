using System.Xml.Linq;
using Microsoft.AspNetCore.Http;

namespace Local.S3;

/// <summary>An answer that is an S3 error: its status, and its code in XML.</summary>
internal sealed class S3Error(int status, string code, string message) : Exception(message)
{
    public static S3Error NoSuchBucket(string bucket) =>
        new(StatusCodes.Status404NotFound, "NoSuchBucket", $"The specified bucket does not exist: {bucket}");

    public static S3Error NoSuchKey() => new(StatusCodes.Status404NotFound, "NoSuchKey", "The specified key does not exist.");

    public static S3Error NoSuchVersion() =>
        new(StatusCodes.Status404NotFound, "NoSuchVersion", "The specified version does not exist.");

    public static S3Error NoSuchUpload() =>
        new(StatusCodes.Status404NotFound, "NoSuchUpload", "The specified multipart upload does not exist.");

    public static S3Error InvalidBucketName() =>
        new(StatusCodes.Status400BadRequest, "InvalidBucketName", "The specified bucket is not valid.");

    public static S3Error InvalidRange() =>
        new(StatusCodes.Status416RangeNotSatisfiable, "InvalidRange", "The requested range is not satisfiable");

    public static S3Error PreconditionFailed() =>
        new(StatusCodes.Status412PreconditionFailed, "PreconditionFailed", "At least one of the pre-conditions you specified did not hold");

    public static S3Error IncompleteBody(string message) => new(StatusCodes.Status400BadRequest, "IncompleteBody", message);

    public static S3Error NotImplemented() =>
        new(
            StatusCodes.Status501NotImplemented,
            "NotImplemented",
            "This S3 endpoint knows objects, uploads in one piece, copies of ranges and listings only.");

    public Task AnswerAsync(HttpContext context)
    {
        context.Response.StatusCode = status;
        return HttpMethods.IsHead(context.Request.Method)
            ? Task.CompletedTask
            : S3Xml.WriteAsync(context, new XElement(
                "Error", new XElement("Code", code), new XElement("Message", Message), new XElement("RequestId", context.TraceIdentifier)));
    }
}
