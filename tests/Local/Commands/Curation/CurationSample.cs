using Local.Deployment;
using Local.Lambda;
using Local.SampleCatalog;
using Npgsql;

namespace Local.Commands.Curation;

/// <summary>The functions that decide what is shown, beside a catalog of a few images whose tags they decide about.</summary>
internal static class CurationSample
{
    private const string Images = """
        INSERT INTO image (created_on, updated_on, url, license, removed_from_source, tags)
        SELECT
          now(), now(), 'https://example.org/' || number, 'cc0', false,
          '[{"name": "cat", "accuracy": 0.97, "provider": "clarifai"}, {"name": "Woman", "accuracy": 0.99, "provider": "clarifai"}]'
        FROM generate_series(1, 10) AS number;
        CREATE TABLE IF NOT EXISTS api_image (identifier uuid PRIMARY KEY, tags jsonb);
        INSERT INTO api_image (identifier) SELECT identifier FROM image ON CONFLICT DO NOTHING;
        """;

    /// <summary>Publishes the packaged policy, then invokes one function.</summary>
    /// <param name="function">The function.</param>
    /// <param name="request">What it is asked.</param>
    /// <param name="database">Connection string of a database to use as it is, instead of the sample.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<InvocationResult> InvokeAsync(string function, byte[] request, string? database, CancellationToken cancellationToken)
    {
        var options = new LocalCloudOptions { WithPostgres = database is null, WithStepFunctions = false, OnLog = Console.Error.WriteLine };
        await using var cloud = await LocalCloud.StartAsync(options, cancellationToken);
        var connection = database ?? cloud.Postgres.ConnectionString;
        if (database is null)
            await FillAsync(connection, cancellationToken);

        await using var functions = CurationFunctions.Deploy(cloud, new CurationOptions { DatabaseConnection = connection, CatalogTables = "image" });
        if (database is null && function != "PublishPolicy")
            await cloud.Lambda.InvokeAsync(functions.NameOf("PublishPolicy"), "{}"u8.ToArray(), cancellationToken);

        return await cloud.Lambda.InvokeAsync(functions.NameOf(function), request, cancellationToken);
    }

    private static async Task FillAsync(string connection, CancellationToken cancellationToken)
    {
        await using var catalog = NpgsqlDataSource.Create(connection);
        await MediaTables.CreateIfMissingAsync(catalog, cancellationToken);
        await using var fill = catalog.CreateCommand(Images);
        await fill.ExecuteNonQueryAsync(cancellationToken);
    }
}
