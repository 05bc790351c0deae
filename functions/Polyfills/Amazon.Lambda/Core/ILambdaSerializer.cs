namespace Amazon.Lambda.Core;

/// <summary>Turns an event into what a handler takes, and what a handler returns into the answer.</summary>
public interface ILambdaSerializer
{
    /// <summary>Reads the whole event. What cannot be read is an exception, which fails the invocation.</summary>
    T Deserialize<T>(Stream requestStream);

    /// <summary>Writes the whole answer and leaves the stream open.</summary>
    void Serialize<T>(T response, Stream responseStream);
}
