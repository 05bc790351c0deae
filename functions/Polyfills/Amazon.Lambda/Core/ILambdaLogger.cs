namespace Amazon.Lambda.Core;

/// <summary>
/// The function's log. In the messages of methods that take <c>args</c>, <c>{name}</c> stands for the next of them; in a JSON log each of
/// them is a property of that name too.
/// </summary>
public interface ILambdaLogger
{
    /// <summary>Writes the text as it is: no line end, no prefix.</summary>
    void Log(string message);

    /// <summary>Writes one line at level Information.</summary>
    void LogLine(string message);

    void LogInformation(string message);

    void LogInformation(string message, params object[] args);

    void LogWarning(string message);

    void LogWarning(string message, params object[] args);

    void LogError(string message);

    void LogError(string message, params object[] args);

    /// <summary>Writes the exception too, with its stack.</summary>
    void LogError(Exception exception, string message, params object[] args);
}
