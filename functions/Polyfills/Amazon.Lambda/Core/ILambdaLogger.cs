namespace Amazon.Lambda.Core;

/// <summary>The function's log.</summary>
public interface ILambdaLogger
{
    /// <summary>Writes the text as it is: no line end, no prefix.</summary>
    void Log(string message);

    /// <summary>Writes one line at level Information.</summary>
    void LogLine(string message);

    void LogInformation(string message);

    void LogWarning(string message);

    void LogError(string message);
}
