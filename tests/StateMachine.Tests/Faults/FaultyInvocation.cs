namespace StateMachineTests.Faults;

/// <summary>A request to invoke one of the run's functions.</summary>
/// <param name="Target">Where.</param>
/// <param name="Function">Which, by its own name.</param>
/// <param name="Number">Its number among the invocations of that function, from 1.</param>
/// <param name="Payload">JSON.</param>
internal sealed record FaultyInvocation(FaultTarget Target, string Function, int Number, ReadOnlyMemory<byte> Payload);
