using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.StepFunctions.Internal;
using Amazon.StepFunctions.Model;

namespace Amazon.StepFunctions;

/// <summary>Step Functions over HTTP. Credentials, signing, retries and endpoints are those of the SDK's core.</summary>
public class AmazonStepFunctionsClient : AmazonServiceClient, IAmazonStepFunctions
{
    /// <summary>Takes credentials, region and endpoint from the environment.</summary>
    public AmazonStepFunctionsClient()
        : this(new AmazonStepFunctionsConfig())
    {
    }

    /// <summary>Takes the credentials from the environment.</summary>
    public AmazonStepFunctionsClient(AmazonStepFunctionsConfig config)
        : base(config)
    {
    }

    public AmazonStepFunctionsClient(AWSCredentials credentials, AmazonStepFunctionsConfig clientConfig)
        : base(credentials, clientConfig)
    {
    }

    protected override IServiceMetadata ServiceMetadata { get; } = new AmazonStepFunctionsMetadata();

    public Task<CreateStateMachineResponse> CreateStateMachineAsync(
        CreateStateMachineRequest request,
        CancellationToken cancellationToken = default) =>
        InvokeAsync<CreateStateMachineResponse>(request, Operations.CreateStateMachine.Options, cancellationToken);

    public Task<DescribeExecutionResponse> DescribeExecutionAsync(
        DescribeExecutionRequest request,
        CancellationToken cancellationToken = default) =>
        InvokeAsync<DescribeExecutionResponse>(request, Operations.DescribeExecution.Options, cancellationToken);

    public Task<StartExecutionResponse> StartExecutionAsync(
        StartExecutionRequest request,
        CancellationToken cancellationToken = default) =>
        InvokeAsync<StartExecutionResponse>(request, Operations.StartExecution.Options, cancellationToken);

    public Task<StopExecutionResponse> StopExecutionAsync(
        StopExecutionRequest request,
        CancellationToken cancellationToken = default) =>
        InvokeAsync<StopExecutionResponse>(request, Operations.StopExecution.Options, cancellationToken);

    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline)
    {
        ArgumentNullException.ThrowIfNull(pipeline);
        pipeline.AddHandlerAfter<Marshaller>(new AmazonStepFunctionsAuthSchemeHandler());
    }
}
