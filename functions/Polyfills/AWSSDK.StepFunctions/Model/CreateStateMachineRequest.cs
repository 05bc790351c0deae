namespace Amazon.StepFunctions.Model;

public class CreateStateMachineRequest : AmazonStepFunctionsRequest
{
    /// <summary>The definition in Amazon States Language.</summary>
    public string? Definition { get; set; }

    public string? Name { get; set; }

    /// <summary>The role under which executions run.</summary>
    public string? RoleArn { get; set; }

    /// <summary><see cref="StateMachineType.STANDARD"/> if not set.</summary>
    public StateMachineType? Type { get; set; }
}
