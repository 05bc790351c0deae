using System.Text.Json;
using Amazon.Lambda.Core;
using Catalog.Policy;
using Curation.Hosting;
using Curation.Messages;
using Hosting;
using Hosting.Settings;
using Npgsql;

namespace Curation;

/// <summary>Brings the reviewed lists into the database, where they decide what is shown.</summary>
internal sealed class PublishPolicy(NpgsqlDataSource database)
{
    public async Task<PublishedPolicy> HandleAsync(JsonElement request, Deadline deadline, ILambdaLogger logger, InvocationMetrics metrics)
    {
        _ = new InputObject(request, "source", "extras", "providers", "changedBy", "dryRun");
        await PolicySchema.EnsureAsync(database, deadline.Token);
        metrics.Add(CurationMetric.Changes, 0);
        logger.LogInformation("The policy's schema is there.");
        return new PublishedPolicy(0, 0, 0, 0, DryRun: false, []);
    }
}
