using System.Text.Json.Nodes;
using Local.Deployment;

namespace CurationTests.Refresh;

/// <summary>The functions over one test's catalog, and the real state machine that calls them.</summary>
internal sealed class RefreshDeployment(CurationFunctions functions, StateMachine machine) : IAsyncDisposable
{
    public string Function => functions.NameOf("RefreshSurfaced");

    public Task<ExecutionOutcome> RunAsync(string name, JsonObject input) =>
        machine.RunAsync(name, input, TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => functions.DisposeAsync();
}
