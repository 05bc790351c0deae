namespace Amazon.StepFunctions.Model;

public class StartExecutionRequest : AmazonStepFunctionsRequest
{
    /// <summary>The input as JSON, at most 256 KiB.</summary>
    public string? Input { get; set; }

    /// <summary>Unique among the executions of 90 days; made up by the service if not set.</summary>
    public string? Name { get; set; }

    public string? StateMachineArn { get; set; }
}
