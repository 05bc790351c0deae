using System.Text.Json;
using System.Text.Json.Nodes;
using Amazon.StepFunctions;
using Amazon.StepFunctions.Model;

namespace Local.Deployment;

/// <summary>How an execution ended.</summary>
/// <param name="Output">Its output as JSON, if it succeeded.</param>
/// <param name="Error">Name of the error, if it did not.</param>
/// <param name="Message">What the error says.</param>
public sealed record ExecutionOutcome(string? Output, string? Error, string? Message)
{
    public bool Succeeded => Error is null;

    internal static ExecutionOutcome Of(DescribeExecutionResponse execution) =>
        execution.Status == ExecutionStatus.SUCCEEDED
            ? new ExecutionOutcome(execution.Output, Error: null, Message: null)
            : new ExecutionOutcome(Output: null, execution.Error ?? execution.Status.Value, MessageOf(execution.Cause));

    /// <summary>The cause of a failed function is its answer: error type, message and stack.</summary>
    private static string? MessageOf(string? cause)
    {
        try
        {
            return cause is null ? null : (string?)JsonNode.Parse(cause)?["errorMessage"] ?? cause;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return cause;
        }
    }
}
