using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;
using Amazon.Runtime.Internal.Util;
using Amazon.StepFunctions.Model;
using Amazon.Util;

namespace Amazon.StepFunctions.Internal;

/// <summary>An operation of Step Functions in AWS JSON 1.0: the request as a JSON object, the answer as another.</summary>
internal sealed class AwsJsonOperation<TRequest, TResponse>(
    string name,
    JsonTypeInfo<TRequest> requestType,
    JsonTypeInfo<TResponse> responseType) : JsonResponseUnmarshaller, IMarshaller<IRequest, AmazonWebServiceRequest>
    where TRequest : AmazonStepFunctionsRequest
    where TResponse : AmazonWebServiceResponse
{
    public InvokeOptions Options => new() { RequestMarshaller = this, ResponseUnmarshaller = this };

    public IRequest Marshall(AmazonWebServiceRequest input) =>
        new DefaultRequest(input, "Amazon.StepFunctions")
        {
            HttpMethod = "POST",
            ResourcePath = "/",
            Content = JsonSerializer.SerializeToUtf8Bytes((TRequest)input, requestType),
            Headers =
            {
                ["X-Amz-Target"] = $"AWSStepFunctions.{name}",
                [HeaderKeys.ContentTypeHeader] = "application/x-amz-json-1.0",
            },
        };

    public override AmazonWebServiceResponse Unmarshall(JsonUnmarshallerContext input) =>
        JsonSerializer.Deserialize(input.Stream, responseType)!;

    public override AmazonServiceException UnmarshallException(
        JsonUnmarshallerContext input,
        Exception innerException,
        HttpStatusCode statusCode)
    {
        var reader = new StreamingUtf8JsonReader(input.Stream);
        var error = JsonErrorResponseUnmarshaller.GetInstance().Unmarshall(input, ref reader);
        return error.Code switch
        {
            "ExecutionAlreadyExists" => new ExecutionAlreadyExistsException(
                error.Message, innerException, error.Type, error.Code, error.RequestId, statusCode),
            "ExecutionDoesNotExist" => new ExecutionDoesNotExistException(
                error.Message, innerException, error.Type, error.Code, error.RequestId, statusCode),
            "StateMachineDoesNotExist" => new StateMachineDoesNotExistException(
                error.Message, innerException, error.Type, error.Code, error.RequestId, statusCode),
            _ => new AmazonStepFunctionsException(
                error.Message, innerException, error.Type, error.Code, error.RequestId, statusCode),
        };
    }
}
