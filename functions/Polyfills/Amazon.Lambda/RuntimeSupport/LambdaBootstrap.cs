using Amazon.Lambda.Core;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>The loop of a Lambda function: fetches an invocation, runs the handler, sends its answer, begins again.</summary>
public sealed class LambdaBootstrap : IDisposable
{
    private readonly Func<Stream, ILambdaContext, Task<Stream>> handler;
    private readonly RuntimeApiClient runtimeApi;

    internal LambdaBootstrap(Func<Stream, ILambdaContext, Task<Stream>> handler, RuntimeApiClient runtimeApi)
    {
        this.handler = handler;
        this.runtimeApi = runtimeApi;
    }

    /// <summary>
    /// Answers invocations until cancelled. Cancellation ends the wait for the next invocation, never one under way.
    /// </summary>
    /// <exception cref="HttpRequestException">
    /// The Runtime API is gone or has refused us: the process has nothing left to live for.
    /// </exception>
    public async Task RunAsync(CancellationToken cancellationToken = default)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            Invocation invocation;
            try
            {
                invocation = await runtimeApi.NextAsync(cancellationToken);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }

            await AnswerAsync(invocation);
        }
    }

    public void Dispose() => runtimeApi.Dispose();

    private async Task AnswerAsync(Invocation invocation)
    {
        Stream response;
        try
        {
            response = await handler(invocation.Event, invocation.Context);
        }
        catch (Exception exception)
        {
            // Whatever the handler throws is its answer: the state machine decides what becomes of it.
            invocation.Context.Logger.LogError(exception, exception.Message);
            await runtimeApi.ReportErrorAsync(invocation, exception);
            return;
        }

        await runtimeApi.SendResponseAsync(invocation, response);
    }
}
