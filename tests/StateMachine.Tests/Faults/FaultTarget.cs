using IngestTests;
using Local.Lambda;

namespace StateMachineTests.Faults;

/// <summary>What faults strike: one deployment in a cloud that has others too.</summary>
internal sealed record FaultTarget(Local.LocalCloud Cloud, TestDeployment Deployment)
{
    public IReadOnlyList<ExecutionEnvironment> Busy(string function) =>
    [
        .. Cloud.Lambda.Environments.Where(environment =>
            environment.FunctionName == Deployment.Pipeline.NameOf(function) && environment.CurrentRequestId is not null),
    ];
}
