namespace Amazon.Lambda.Core;

/// <summary>What a handler may ask about the invocation it answers and the function it runs as.</summary>
public interface ILambdaContext
{
    /// <summary>Identifies the request; a retry by Lambda of the same request carries the same id.</summary>
    string AwsRequestId { get; }

    string FunctionName { get; }

    string FunctionVersion { get; }

    /// <summary>The ARN the function was invoked by, with the alias or version where the caller named one.</summary>
    string InvokedFunctionArn { get; }

    /// <summary>Writes to the function's log, each line with the id of this request.</summary>
    ILambdaLogger Logger { get; }

    string LogGroupName { get; }

    string LogStreamName { get; }

    /// <summary>Memory configured for the function, in MB; 0 where the environment does not say.</summary>
    int MemoryLimitInMB { get; }

    /// <summary>Time left until Lambda ends this invocation; negative once it is over.</summary>
    TimeSpan RemainingTime { get; }
}
