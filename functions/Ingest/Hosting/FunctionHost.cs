using Amazon.Lambda.Core;
using Amazon.Lambda.RuntimeSupport;
using Amazon.Lambda.Serialization.SystemTextJson;
using Catalog;
using Ingest.Storage;
using Npgsql;

namespace Ingest.Hosting;

/// <summary>
/// Runs a function in Lambda's loop. Failures that may pass get the names that the state machine retries; all others keep theirs.
/// </summary>
internal static class FunctionHost
{
    public static async Task RunAsync<TRequest, TResponse>(Func<TRequest, Deadline, ILambdaLogger, Task<TResponse>> function)
    {
        using var bootstrap = LambdaBootstrapBuilder
            .Create<TRequest, TResponse>(
                (request, context) => InvokeAsync(function, request, context),
                new SourceGeneratorLambdaJsonSerializer<IngestJsonContext>(IngestJsonContext.Configure))
            .Build();
        await bootstrap.RunAsync();
    }

    private static async Task<TResponse> InvokeAsync<TRequest, TResponse>(
        Func<TRequest, Deadline, ILambdaLogger, Task<TResponse>> function, TRequest request, ILambdaContext context)
    {
        using var deadline = new Deadline(context);
        try
        {
            return await function(request, deadline, context.Logger);
        }
        catch (Exception e) when (deadline.Token.IsCancellationRequested)
        {
            throw new OutOfTime("The invocation ended before its work could be committed.", e);
        }
        catch (NpgsqlException e) when (DatabaseUnavailable.Explains(e))
        {
            throw new DatabaseUnavailable(e);
        }
        catch (Exception e) when (StorageUnavailable.Explains(e))
        {
            throw new StorageUnavailable("S3 did not answer as it should", e);
        }
    }
}
