using System.Net;
using System.Text.Json;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;
using Amazon.Runtime.Internal.Util;
using Amazon.SecretsManager.Model;
using Amazon.Util;

namespace Amazon.SecretsManager.Internal;

/// <summary>GetSecretValue in AWS JSON 1.1.</summary>
internal sealed class GetSecretValueOperation : JsonResponseUnmarshaller, IMarshaller<IRequest, AmazonWebServiceRequest>
{
    private static readonly GetSecretValueOperation Operation = new();

    public static InvokeOptions Options => new() { RequestMarshaller = Operation, ResponseUnmarshaller = Operation };

    public IRequest Marshall(AmazonWebServiceRequest input) =>
        new DefaultRequest(input, "Amazon.SecretsManager")
        {
            HttpMethod = "POST",
            ResourcePath = "/",
            Content = JsonSerializer.SerializeToUtf8Bytes((GetSecretValueRequest)input, SecretsManagerJson.Default.GetSecretValueRequest),
            Headers =
            {
                ["X-Amz-Target"] = "secretsmanager.GetSecretValue",
                [HeaderKeys.ContentTypeHeader] = "application/x-amz-json-1.1",
            },
        };

    public override AmazonWebServiceResponse Unmarshall(JsonUnmarshallerContext input) =>
        JsonSerializer.Deserialize(input.Stream, SecretsManagerJson.Default.GetSecretValueResponse)!;

    public override AmazonServiceException UnmarshallException(
        JsonUnmarshallerContext input,
        Exception innerException,
        HttpStatusCode statusCode)
    {
        var reader = new StreamingUtf8JsonReader(input.Stream);
        var error = JsonErrorResponseUnmarshaller.GetInstance().Unmarshall(input, ref reader);
        return new AmazonSecretsManagerException(error.Message, innerException, error.Type, error.Code, error.RequestId, statusCode);
    }
}
