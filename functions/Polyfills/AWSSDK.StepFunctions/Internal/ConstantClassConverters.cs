using System.Text.Json;
using System.Text.Json.Serialization;
using Amazon.Runtime;

namespace Amazon.StepFunctions.Internal;

internal abstract class ConstantClassConverter<T>(Func<string, T> find) : JsonConverter<T>
    where T : ConstantClass
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        find(reader.GetString()!);

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Value);
}

internal sealed class ExecutionStatusConverter() : ConstantClassConverter<ExecutionStatus>(ExecutionStatus.FindValue);

internal sealed class StateMachineTypeConverter() : ConstantClassConverter<StateMachineType>(StateMachineType.FindValue);
