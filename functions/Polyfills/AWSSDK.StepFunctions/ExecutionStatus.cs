using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using Amazon.Runtime;
using Amazon.StepFunctions.Internal;

namespace Amazon.StepFunctions;

/// <summary>What has become of an execution so far.</summary>
[SuppressMessage("Naming", "CA1707", Justification = "The service's own names.")]
[JsonConverter(typeof(ExecutionStatusConverter))]
public class ExecutionStatus(string value) : ConstantClass(value)
{
    public static readonly ExecutionStatus ABORTED = new(nameof(ABORTED));
    public static readonly ExecutionStatus FAILED = new(nameof(FAILED));
    public static readonly ExecutionStatus PENDING_REDRIVE = new(nameof(PENDING_REDRIVE));
    public static readonly ExecutionStatus RUNNING = new(nameof(RUNNING));
    public static readonly ExecutionStatus SUCCEEDED = new(nameof(SUCCEEDED));
    public static readonly ExecutionStatus TIMED_OUT = new(nameof(TIMED_OUT));

    public static implicit operator ExecutionStatus(string value) => FindValue(value);

    /// <summary>The constant of that name; one that is not known here is kept as it is.</summary>
    public static ExecutionStatus FindValue(string value) => FindValue<ExecutionStatus>(value);
}
