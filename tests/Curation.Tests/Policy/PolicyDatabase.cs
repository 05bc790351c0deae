using Catalog;
using Catalog.Policy;
using CatalogTests;
using Labels.Exclusions;
using Npgsql;
using NpgsqlTypes;

namespace CurationTests.Policy;

/// <summary>A database of its own with a policy.</summary>
internal sealed class PolicyDatabase(NpgsqlDataSource database) : IAsyncDisposable
{
    public NpgsqlDataSource Database => database;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>A database with the schema only, as any function finds or makes it.</summary>
    public static async Task<PolicyDatabase> CreateAsync(PostgresFixture postgres)
    {
        var database = CatalogDatabase.Open(await postgres.CreateDatabaseAsync(), "Curation.Tests");
        await PolicySchema.EnsureAsync(database, Cancellation);
        return new PolicyDatabase(database);
    }

    /// <summary>A policy of a few rules, from what a test says.</summary>
    public static PolicyFiles Files(string[]? excluded = null, string[]? junk = null, ProviderRule[]? providers = null, string reason = "A reason.") => new(
        new ReviewedLists(
            new ReviewedList("excluded", [.. (excluded ?? []).Select(label => new ListedLabel(label, "age", reason, new Reviewers("", "", "", "")))]),
            new ReviewedList("extras", []),
            new LabelAliases([])),
        [.. (junk ?? []).Select(name => new JunkName(name, reason))],
        providers ?? []);

    public async Task<PolicyChanges> PublishAsync(PolicyFiles files, Func<Publication, Publication>? configure = null) =>
        (await OutcomeAsync(files, configure)).Changes;

    public Task<PublicationOutcome> OutcomeAsync(PolicyFiles files, Func<Publication, Publication>? configure = null)
    {
        var publication = new Publication(files, "ann");
        return new PolicyPublisher(database).PublishAsync(configure?.Invoke(publication) ?? publication, Cancellation);
    }

    /// <returns>What the API may show of an image's tags.</returns>
    public async Task<string?> SurfacedAsync(string? tags) =>
        await ScalarAsync("SELECT tag_policy.surfaced_tags($1)::text", new NpgsqlParameter { Value = (object?)tags ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Jsonb }) as string;

    public async Task<object?> ScalarAsync(string sql, params NpgsqlParameter[] parameters)
    {
        await using var command = database.CreateCommand(sql);
        command.Parameters.AddRange(parameters);
        return await command.ExecuteScalarAsync(Cancellation);
    }

    /// <returns>Each row's columns as text, joined by bars.</returns>
    public async Task<IReadOnlyList<string>> RowsAsync(string sql, params NpgsqlParameter[] parameters)
    {
        await using var command = database.CreateCommand(sql);
        command.Parameters.AddRange(parameters);
        await using var reader = await command.ExecuteReaderAsync(Cancellation);
        var rows = new List<string>();
        while (await reader.ReadAsync(Cancellation))
            rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(column => reader.IsDBNull(column) ? "" : $"{reader.GetValue(column)}")));

        return rows;
    }

    public ValueTask DisposeAsync() => database.DisposeAsync();
}
