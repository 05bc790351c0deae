using System.Text.Json;
using Amazon.Lambda.Core;
using Amazon.S3;
using Catalog;
using Catalog.Policy;
using Curation.Hosting;
using Curation.Messages;
using Curation.Policy;
using Hosting;
using Hosting.Settings;
using Hosting.Storage;
using Labels.Exclusions;
using Npgsql;

namespace Curation;

/// <summary>Brings the reviewed lists into the database, where they decide what is shown.</summary>
/// <param name="database">The catalog's database.</param>
/// <param name="s3">Where lists may be that are not packaged.</param>
/// <param name="tables">Catalog tables that get a view of what is shown.</param>
/// <param name="isProduction">Whether a list must have been reviewed.</param>
internal sealed class PublishPolicy(NpgsqlDataSource database, Lazy<IAmazonS3> s3, IReadOnlyList<string> tables, bool isProduction)
{
    /// <exception cref="InvalidSettings">The request is not what it must be.</exception>
    /// <exception cref="SourceNotFound">One of the lists is not there.</exception>
    /// <exception cref="UnreadableList">A row of a list cannot be meant, or nothing would be excluded.</exception>
    /// <exception cref="UnreviewedPolicy">In production: a row or a change has not been reviewed and approved.</exception>
    /// <exception cref="UnknownTable">A catalog table does not exist.</exception>
    public async Task<PublishedPolicy> HandleAsync(JsonElement request, Deadline deadline, ILambdaLogger logger, InvocationMetrics metrics)
    {
        var input = PublicationInput.Read(request);
        var files = await ReadAsync(input.Source, deadline.Token);
        if (files.Lists.Excluded.Labels.Count == 0)
            throw new UnreadableList("excluded-labels.csv has no label: in force, it would show everything that is excluded now.");

        var (changes, rows, extras, warnings) = await new PolicyPublisher(database).PublishAsync(
            new Publication(files, input.ChangedBy)
            {
                Tables = tables,
                Extras = input.Extras,
                Providers = input.Providers,
                ApprovedBy = input.ApprovedBy,
                MustBeReviewed = isProduction,
                DryRun = input.DryRun,
            },
            deadline.Token);
        foreach (var warning in warnings)
            logger.LogWarning("{warning}", warning);

        metrics.Add(CurationMetric.Changes, input.DryRun ? 0 : changes.Added + changes.Changed + changes.Removed);
        logger.LogInformation("Policy of {who}: {changes}{dry}.", LogText.Of(input.ChangedBy), changes, input.DryRun ? ", a dry run" : "");
        return new PublishedPolicy(
            changes.Version,
            changes.Added,
            changes.Changed,
            changes.Removed,
            extras,
            input.DryRun,
            warnings,
            input.DryRun ? [.. rows.Select(Describe)] : []);
    }

    private static PolicyRowChange Describe(ChangedRow row) =>
        new(row.Subject, row.Key, row.Kind, ParseOrNull(row.Before), ParseOrNull(row.After));

    private static JsonElement? ParseOrNull(string? json) => json is null ? null : JsonElement.Parse(json);

    private Task<PolicyFiles> ReadAsync(ObjectLocation? folder, CancellationToken cancellationToken) => folder is null
        ? Task.FromResult(PolicyFiles.Packaged())
        : PolicyFiles.ReadAsync(file => S3Objects.OpenAsync(s3.Value, folder with { Key = folder.Key + file }, cancellationToken));
}
