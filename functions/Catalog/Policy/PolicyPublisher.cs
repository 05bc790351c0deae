using Labels.Exclusions;
using Npgsql;

namespace Catalog.Policy;

/// <summary>
/// Makes the database's policy what the files say, in one transaction. Only differences are written, so that the record of changes holds
/// nothing that did not change. Exclusions of a single provider are left alone: only the database has them.
/// </summary>
public sealed class PolicyPublisher(NpgsqlDataSource database)
{
    private const string RemoveExclusions = "DELETE FROM tag_policy.exclusion WHERE provider = '' AND name <> ALL ($1)";

    private const string SetExclusions =
        """
        INSERT INTO tag_policy.exclusion (name, list, axis, reason)
        SELECT * FROM unnest($1, $2, $3, $4)
        ON CONFLICT (name, provider) DO UPDATE SET list = EXCLUDED.list, axis = EXCLUDED.axis, reason = EXCLUDED.reason
        WHERE (exclusion.list, exclusion.axis, exclusion.reason) IS DISTINCT FROM (EXCLUDED.list, EXCLUDED.axis, EXCLUDED.reason)
        """;

    private const string RemoveJunk = "DELETE FROM tag_policy.junk WHERE name <> ALL ($1)";

    private const string SetJunk =
        """
        INSERT INTO tag_policy.junk (name, reason)
        SELECT * FROM unnest($1, $2)
        ON CONFLICT (name) DO UPDATE SET reason = EXCLUDED.reason WHERE junk.reason <> EXCLUDED.reason
        """;

    private const string HasExtras = "SELECT EXISTS (SELECT FROM tag_policy.exclusion WHERE list = $1 AND provider = '')";

    private const string SetAuthors =
        "SELECT set_config('tag_policy.changed_by', $1, true), set_config('tag_policy.approved_by', coalesce(nullif($2, '{}')::text, ''), true)";

    /// <exception cref="UnknownTable">A table of the publication does not exist.</exception>
    /// <exception cref="UnreadableList">The extras are in force, and their list is empty.</exception>
    /// <exception cref="UnreviewedPolicy">The policy must be reviewed, and is not.</exception>
    public async Task<PublicationOutcome> PublishAsync(Publication publication, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await connection.ExecuteAsync(
            SetAuthors, [new() { Value = publication.ChangedBy }, new() { Value = publication.ApprovedBy.ToArray() }], cancellationToken);
        await PolicySchema.CreateAsync(connection, cancellationToken);
        await SurfacedViews.EnsureAsync(connection, publication.Tables, cancellationToken);

        // Nobody else changes the policy from here on, so all later changes in the record are ours.
        var before = await PolicySchema.TakeTurnAsync(connection, cancellationToken);
        if (before == 0)
            await PolicySchema.WithholdMachinesAsync(connection, cancellationToken);

        var extras = publication.Extras
            ?? await connection.ScalarAsync<bool>(HasExtras, [new() { Value = ListKind.Extras.Name }], cancellationToken);
        if (extras && publication.Extras is null && publication.Files.Lists.Extras.Labels.Count == 0)
            throw new UnreadableList($"{ListKind.Extras.File} has no label, and the extras are in force: say \"extras\": false to let go of them.");

        await WriteAsync(connection, publication, extras, cancellationToken);
        var (version, rows) = await ChangedRow.ReadAsync(connection, before, cancellationToken);
        var complaints = UnreviewedPolicy.Complaints(publication.Files.Lists.InForce(extras), rows, publication.ApprovedBy);
        if (!publication.DryRun)
        {
            if (publication.MustBeReviewed && complaints.Count > 0)
                throw new UnreviewedPolicy(string.Join(' ', complaints));

            await transaction.CommitAsync(cancellationToken);
        }

        return new PublicationOutcome(PolicyChanges.Of(rows, publication.DryRun ? before : version), rows, extras, complaints);
    }

    private static async Task WriteAsync(
        NpgsqlConnection connection, Publication publication, bool extras, CancellationToken cancellationToken)
    {
        var exclusions = publication.Files.Lists.Exclusions(extras).Names;
        NpgsqlParameter names = new() { Value = exclusions.Select(name => name.Name).ToArray() };
        await connection.ExecuteAsync(RemoveExclusions, [names], cancellationToken);
        await connection.ExecuteAsync(
            SetExclusions,
            [
                names.Clone(),
                new() { Value = exclusions.Select(name => name.List).ToArray() },
                new() { Value = exclusions.Select(name => name.Axis).ToArray() },
                new() { Value = exclusions.Select(name => name.Reason).ToArray() },
            ],
            cancellationToken);

        var junk = publication.Files.Junk;
        NpgsqlParameter junkNames = new() { Value = junk.Select(name => name.Name).ToArray() };
        await connection.ExecuteAsync(RemoveJunk, [junkNames], cancellationToken);
        await connection.ExecuteAsync(
            SetJunk, [junkNames.Clone(), new() { Value = junk.Select(name => name.Reason).ToArray() }], cancellationToken);

        await (publication.Providers
            ? ProviderRules.SetAsync(connection, publication.Files.Providers, cancellationToken)
            : ProviderRules.AddMissingAsync(connection, publication.Files.Providers, cancellationToken));
    }
}
