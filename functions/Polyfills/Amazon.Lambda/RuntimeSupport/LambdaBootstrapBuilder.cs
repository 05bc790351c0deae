using Amazon.Lambda.Core;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>Makes a <see cref="LambdaBootstrap"/> out of a handler.</summary>
public sealed class LambdaBootstrapBuilder
{
    private readonly Func<Stream, ILambdaContext, Task<Stream>> handler;

    private LambdaBootstrapBuilder(Func<Stream, ILambdaContext, Task<Stream>> handler) => this.handler = handler;

    /// <summary>
    /// Takes a handler of typed input and output. An event or an answer that <paramref name="serializer"/> refuses
    /// fails the invocation just as an exception of the handler does.
    /// </summary>
    public static LambdaBootstrapBuilder Create<TInput, TOutput>(
        Func<TInput, ILambdaContext, Task<TOutput>> handler,
        ILambdaSerializer serializer)
    {
        ArgumentNullException.ThrowIfNull(handler);
        ArgumentNullException.ThrowIfNull(serializer);

        return new(async (request, context) =>
        {
            var output = await handler(serializer.Deserialize<TInput>(request), context);

            var response = new MemoryStream();
            serializer.Serialize(output, response);
            response.Position = 0;
            return response;
        });
    }

    /// <exception cref="InvalidOperationException">The environment names no Lambda Runtime API.</exception>
    public LambdaBootstrap Build() => new(handler, RuntimeApiClient.FromEnvironment());
}
