using System.Collections.Concurrent;
using System.Text;
using Local;
using Local.Deployment;
using Microsoft.AspNetCore.Http;

namespace CurationTests.Refresh;

/// <summary>A cloud without a database; each test deploys the functions over its own catalog.</summary>
public sealed class RefreshCloud : IAsyncLifetime
{
    private LocalCloud? cloud;
    private int deployments;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private LocalCloud Cloud => cloud ?? throw new InvalidOperationException("The cloud has not been started.");

    public async ValueTask InitializeAsync() =>
        cloud = await LocalCloud.StartAsync(
            new LocalCloudOptions { WithPostgres = false, OnLog = TestContext.Current.SendDiagnosticMessage }, Cancellation);

    internal async Task<RefreshDeployment> DeployAsync(RefreshCatalog catalog)
    {
        var functions = CurationFunctions.Deploy(
            Cloud, new CurationOptions { DatabaseConnection = catalog.Connection, Suffix = $"-{++deployments}" });
        return new RefreshDeployment(functions, await functions.CreateStateMachineAsync("refresh-surfaced", Cancellation));
    }

    /// <summary>Kills the processes of a function, in the middle of whatever they do.</summary>
    internal void Kill(string function)
    {
        var busy = Cloud.Lambda.Environments.Where(environment => environment.FunctionName == function && environment.CurrentRequestId is not null);
        foreach (var environment in busy)
            environment.Kill();
    }

    /// <summary>Answers the next invocations itself, as a worker that ran out of time.</summary>
    /// <returns>The payloads of all invocations from here on.</returns>
    internal IReadOnlyCollection<string> AnswerNotDone(int times)
    {
        var requests = new ConcurrentQueue<string>();
        Cloud.Lambda.Intercept = async context =>
        {
            if (!context.Request.Path.Value!.EndsWith("/invocations", StringComparison.Ordinal))
                return false;

            var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body, context.RequestAborted);
            body.Position = 0;
            context.Request.Body = body;
            requests.Enqueue(Encoding.UTF8.GetString(body.ToArray()));
            if (requests.Count > times)
                return false;

            await context.Response.WriteAsync("""{"done": false}""", context.RequestAborted);
            return true;
        };
        return requests;
    }

    public async ValueTask DisposeAsync()
    {
        if (cloud is not null)
            await cloud.DisposeAsync();
    }
}
