using Amazon.Lambda.Core;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>Writes to standard output, which Lambda takes to the log: time, request, level and message, by tabs.</summary>
internal sealed class LambdaConsoleLogger(string requestId) : ILambdaLogger
{
    public void Log(string message) => Console.Out.Write(message);

    public void LogLine(string message) => LogInformation(message);

    public void LogInformation(string message) => WriteLine("info", message);

    public void LogWarning(string message) => WriteLine("warn", message);

    public void LogError(string message) => WriteLine("fail", message);

    private void WriteLine(string level, string message) =>
        Console.Out.WriteLine($"{DateTime.UtcNow:yyyy-MM-ddTHH:mm:ss.fff}Z\t{requestId}\t{level}\t{message}");
}
