using Amazon.Lambda.Core;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>
/// Writes to standard output, which Lambda takes to the log: as text, which is time, request, level and message by tabs; or as JSON, where
/// the function's log format says so.
/// </summary>
internal sealed class LambdaConsoleLogger(string requestId) : ILambdaLogger
{
    private static readonly bool IsJson =
        string.Equals(Environment.GetEnvironmentVariable("AWS_LAMBDA_LOG_FORMAT"), "JSON", StringComparison.OrdinalIgnoreCase);

    public void Log(string message) => Console.Out.Write(message);

    public void LogLine(string message) => LogInformation(message);

    public void LogInformation(string message) => LogInformation(message, []);

    public void LogInformation(string message, params object[] args) => WriteLine("Information", "info", exception: null, message, args);

    public void LogWarning(string message) => LogWarning(message, []);

    public void LogWarning(string message, params object[] args) => WriteLine("Warning", "warn", exception: null, message, args);

    public void LogError(string message) => LogError(message, []);

    public void LogError(string message, params object[] args) => WriteLine("Error", "fail", exception: null, message, args);

    public void LogError(Exception exception, string message, params object[] args) => WriteLine("Error", "fail", exception, message, args);

    private void WriteLine(string level, string label, Exception? exception, string template, object[] args)
    {
        var time = DateTime.UtcNow;
        var message = LogMessage.Of(template, args);
        Console.Out.WriteLine(
            IsJson
                ? JsonLogLine.Write(time, level, requestId, message, exception)
                : $"{time:yyyy-MM-ddTHH:mm:ss.fff}Z\t{requestId}\t{label}\t{message.Text}{(exception is null ? "" : $"\n{exception}")}");
    }
}
