using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace IngestTests;

/// <summary>Secrets Manager, as moto plays it, from the side of those who keep secrets in it.</summary>
internal sealed class TestSecrets(Uri endpoint) : IDisposable
{
    private readonly HttpClient http = new() { BaseAddress = endpoint };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <returns>The secret's ARN.</returns>
    public async Task<string> CreateAsync(string name, string value) =>
        (string)(await CallAsync("CreateSecret", new JsonObject { ["Name"] = name, ["SecretString"] = value }))["ARN"]!;

    public Task ChangeAsync(string arn, string value) =>
        CallAsync("PutSecretValue", new JsonObject { ["SecretId"] = arn, ["SecretString"] = value });

    public void Dispose() => http.Dispose();

    private async Task<JsonNode> CallAsync(string operation, JsonObject body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/");
        request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body.ToJsonString()));
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/x-amz-json-1.1");
        request.Headers.Add("X-Amz-Target", $"secretsmanager.{operation}");

        // Moto takes any signature, but goes by it to the service.
        request.Headers.TryAddWithoutValidation(
            "Authorization", "AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/secretsmanager/aws4_request, SignedHeaders=host, Signature=0");
        using var response = await http.SendAsync(request, Cancellation);
        var answer = await response.Content.ReadAsStringAsync(Cancellation);
        Assert.True(response.IsSuccessStatusCode, answer);
        return JsonNode.Parse(answer)!;
    }
}
