using System.Text.Json.Serialization;
using Amazon.Runtime;
using Amazon.StepFunctions.Internal;

namespace Amazon.StepFunctions;

/// <summary>How long and how exactly a state machine runs.</summary>
[JsonConverter(typeof(StateMachineTypeConverter))]
public class StateMachineType(string value) : ConstantClass(value)
{
    public static readonly StateMachineType EXPRESS = new(nameof(EXPRESS));
    public static readonly StateMachineType STANDARD = new(nameof(STANDARD));

    public static implicit operator StateMachineType(string value) => FindValue(value);

    /// <summary>The constant of that name; one that is not known here is kept as it is.</summary>
    public static StateMachineType FindValue(string value) => FindValue<StateMachineType>(value);
}
