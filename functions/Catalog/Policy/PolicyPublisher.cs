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

    private const string CountChanges =
        """
        SELECT coalesce(max(id), $1), count(*) FILTER (WHERE before IS NULL), count(*) FILTER (WHERE before IS NOT NULL AND after IS NOT NULL),
               count(*) FILTER (WHERE after IS NULL)
        FROM tag_policy.change
        WHERE id > $1
        """;

    /// <exception cref="UnknownTable">A table of the publication does not exist.</exception>
    public async Task<PolicyChanges> PublishAsync(Publication publication, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await connection.ExecuteAsync(
            "SELECT set_config('tag_policy.changed_by', $1, true)", [new() { Value = publication.ChangedBy }], cancellationToken);
        await PolicySchema.CreateAsync(connection, cancellationToken);
        await SurfacedViews.EnsureAsync(connection, publication.Tables, cancellationToken);

        // Nobody else changes the policy from here on, so all later changes in the record are ours.
        var before = await PolicySchema.TakeTurnAsync(connection, cancellationToken);
        if (before == 0)
            await PolicySchema.WithholdMachinesAsync(connection, cancellationToken);

        await WriteAsync(connection, publication, cancellationToken);
        var changes = await CountAsync(connection, before, cancellationToken);
        if (publication.DryRun)
            return changes with { Version = before };

        await transaction.CommitAsync(cancellationToken);
        return changes;
    }

    private static async Task WriteAsync(NpgsqlConnection connection, Publication publication, CancellationToken cancellationToken)
    {
        var exclusions = publication.Files.Lists.Exclusions(publication.Extras).Names;
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

    private static async Task<PolicyChanges> CountAsync(NpgsqlConnection connection, long before, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand(CountChanges, [new() { Value = before }]);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return new PolicyChanges(reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2), reader.GetInt64(3));
    }
}
