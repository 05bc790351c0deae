using Amazon.Runtime;

namespace Amazon.StepFunctions.Model;

public class DescribeExecutionResponse : AmazonWebServiceResponse
{
    /// <summary>Why the execution failed, in words: for a failed Lambda function its error report as JSON.</summary>
    public string? Cause { get; set; }

    /// <summary>The name of the error the execution failed with.</summary>
    public string? Error { get; set; }

    public string ExecutionArn { get; set; } = null!;

    /// <summary>The input as JSON.</summary>
    public string? Input { get; set; }

    public string Name { get; set; } = null!;

    /// <summary>The result as JSON, once the execution has succeeded.</summary>
    public string? Output { get; set; }

    public DateTime? StartDate { get; set; }

    public string StateMachineArn { get; set; } = null!;

    public ExecutionStatus Status { get; set; } = null!;

    /// <summary>When the execution ended, in UTC; null while it runs.</summary>
    public DateTime? StopDate { get; set; }
}
