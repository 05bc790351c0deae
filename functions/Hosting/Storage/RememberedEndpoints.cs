using System.Collections.Concurrent;
using Amazon.Runtime.Endpoints;

namespace Hosting.Storage;

/// <summary>
/// Works a bucket's endpoint out once, and not for each request: it depends on nothing else that changes while a client lives. The rules for
/// it are one generated method of a hundred KB, which the runtime would otherwise find worth compiling again, in 20 MB of memory.
/// </summary>
public sealed class RememberedEndpoints(IEndpointProvider rules) : IEndpointProvider
{
    private readonly ConcurrentDictionary<string, Endpoint> endpoints = new(StringComparer.Ordinal);

    public Endpoint ResolveEndpoint(EndpointParameters parameters) =>
        endpoints.GetOrAdd(parameters["Bucket"] as string ?? "", _ => rules.ResolveEndpoint(parameters));
}
