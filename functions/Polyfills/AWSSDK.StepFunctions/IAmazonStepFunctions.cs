using Amazon.StepFunctions.Model;

namespace Amazon.StepFunctions;

/// <summary>
/// AWS Step Functions. What the service refuses is an <see cref="AmazonStepFunctionsException"/>; refusals that have a class
/// of their own are named at the operation.
/// </summary>
public interface IAmazonStepFunctions : IDisposable
{
    Task<CreateStateMachineResponse> CreateStateMachineAsync(
        CreateStateMachineRequest request,
        CancellationToken cancellationToken = default);

    /// <exception cref="ExecutionDoesNotExistException">There is no such execution, or no longer.</exception>
    Task<DescribeExecutionResponse> DescribeExecutionAsync(
        DescribeExecutionRequest request,
        CancellationToken cancellationToken = default);

    /// <exception cref="ExecutionAlreadyExistsException">The name was used before with another input.</exception>
    /// <exception cref="StateMachineDoesNotExistException">There is no such state machine.</exception>
    Task<StartExecutionResponse> StartExecutionAsync(
        StartExecutionRequest request,
        CancellationToken cancellationToken = default);

    /// <exception cref="ExecutionDoesNotExistException">There is no such execution, or no longer.</exception>
    Task<StopExecutionResponse> StopExecutionAsync(
        StopExecutionRequest request,
        CancellationToken cancellationToken = default);
}
