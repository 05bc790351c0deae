using Amazon.Lambda.Core;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>
/// One attempt to answer a request. <paramref name="InvocationId"/> tells it from an earlier attempt at the same request;
/// null where the Runtime API does not send it.
/// </summary>
internal sealed record Invocation(Stream Event, ILambdaContext Context, string? InvocationId);
