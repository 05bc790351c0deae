using System.Net.Http.Headers;
using System.Xml.Linq;

namespace StateMachineTests.Announcement;

/// <summary>The older services of AWS, spoken to as they are: a form that names an action, answered in XML.</summary>
internal sealed class QueryClient(Uri endpoint, string service, string version) : IDisposable
{
    private readonly HttpClient client = new(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = endpoint };

    public async Task<XElement> CallAsync(string action, params (string Key, string Value)[] parameters)
    {
        var form = parameters.Select(parameter => KeyValuePair.Create(parameter.Key, parameter.Value))
            .Append(KeyValuePair.Create("Action", action))
            .Append(KeyValuePair.Create("Version", version));
        using var request = new HttpRequestMessage(HttpMethod.Post, "/") { Content = new FormUrlEncodedContent(form) };

        // Which service is meant is told by the signature's scope; the signature itself is not looked at.
        request.Headers.Authorization = AuthenticationHeaderValue.Parse(
            $"AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/{service}/aws4_request, SignedHeaders=host, Signature=0");
        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        var answer = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(response.IsSuccessStatusCode, $"{action}: {answer}");
        return XElement.Parse(answer);
    }

    public void Dispose() => client.Dispose();
}
