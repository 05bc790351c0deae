using Amazon.StepFunctions.Model;

namespace Amazon.StepFunctions.Internal;

internal static class Operations
{
    private static readonly StepFunctionsJson Json = StepFunctionsJson.Default;

    public static AwsJsonOperation<CreateStateMachineRequest, CreateStateMachineResponse> CreateStateMachine { get; } =
        new(nameof(CreateStateMachine), Json.CreateStateMachineRequest, Json.CreateStateMachineResponse);

    public static AwsJsonOperation<DescribeExecutionRequest, DescribeExecutionResponse> DescribeExecution { get; } =
        new(nameof(DescribeExecution), Json.DescribeExecutionRequest, Json.DescribeExecutionResponse);

    public static AwsJsonOperation<StartExecutionRequest, StartExecutionResponse> StartExecution { get; } =
        new(nameof(StartExecution), Json.StartExecutionRequest, Json.StartExecutionResponse);

    public static AwsJsonOperation<StopExecutionRequest, StopExecutionResponse> StopExecution { get; } =
        new(nameof(StopExecution), Json.StopExecutionRequest, Json.StopExecutionResponse);
}
