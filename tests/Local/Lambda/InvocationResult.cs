using System.Globalization;
using System.Text.Json;

namespace Local.Lambda;

/// <summary>What became of an invocation: the function's answer, or an error with <c>errorType</c> and <c>errorMessage</c>.</summary>
/// <param name="IsError">Whether the payload is an error (the caller sees <c>X-Amz-Function-Error: Unhandled</c>).</param>
/// <param name="Payload">JSON.</param>
public sealed record InvocationResult(bool IsError, ReadOnlyMemory<byte> Payload)
{
    // The messages are Lambda's own, word by word: state machines and people look for them.
    internal static InvocationResult TimedOut(string requestId, TimeSpan timeout) =>
        Error("Sandbox.Timedout", string.Create(
            CultureInfo.InvariantCulture, $"RequestId: {requestId} Error: Task timed out after {timeout.TotalSeconds:F2} seconds"));

    internal static InvocationResult Ended(string requestId, int exitCode) =>
        Error("Runtime.ExitError", $"RequestId: {requestId} Error: {DescribeEnd(exitCode)}");

    internal static InvocationResult NotStarted(string requestId, string reason) =>
        Error("Runtime.InvalidEntrypoint", $"RequestId: {requestId} Error: {reason}");

    internal static InvocationResult TooLarge(int limit) =>
        Error("Function.ResponseSizeTooLarge", $"Response payload size exceeded maximum allowed payload size ({limit} bytes).");

    private static InvocationResult Error(string type, string message) =>
        new(IsError: true, JsonSerializer.SerializeToUtf8Bytes(new { errorType = type, errorMessage = message }));

    private static string DescribeEnd(int exitCode) => exitCode switch
    {
        0 => "Runtime exited without providing a reason",
        128 + 9 => "Runtime exited with error: signal: killed",
        128 + 6 => "Runtime exited with error: signal: aborted (core dumped)",
        128 + 11 => "Runtime exited with error: signal: segmentation fault (core dumped)",
        128 + 15 => "Runtime exited with error: signal: terminated",
        _ => $"Runtime exited with error: exit status {exitCode}",
    };
}
