using System.Text.Json.Nodes;
using CatalogTests;
using Local.Deployment;
using Npgsql;

namespace CurationTests.Refresh;

/// <summary>The function in its own process, called by the real state machine.</summary>
public sealed class RefreshSurfacedTests(PostgresFixture postgres, RefreshCloud scene) : IClassFixture<RefreshCloud>
{
    private const int Rows = 600;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_dry_run_says_what_the_refresh_then_does_and_the_catalog_stays_as_it_was()
    {
        await using var catalog = await RefreshCatalog.CreateAsync(postgres);
        await catalog.FillAsync(Rows);
        var before = await catalog.DigestAsync();
        await using var deployment = await scene.DeployAsync(catalog);

        var dry = await deployment.RunAsync("dry", new JsonObject { ["target"] = "api_image", ["dryRun"] = true, ["batchRows"] = 50 });
        Assert.Equal(360, await catalog.WrongAsync());
        var real = await deployment.RunAsync("real", new JsonObject { ["target"] = "api_image", ["table"] = "image", ["batchRows"] = 50 });

        AssertOutput(Summary("dry", dryRun: true), dry);
        AssertOutput(Summary("real"), real);
        Assert.Equal(0, await catalog.WrongAsync());
        Assert.Equal(before, await catalog.DigestAsync());
    }

    [Fact]
    public async Task A_worker_that_is_killed_in_the_middle_is_followed_by_one_that_goes_on()
    {
        await using var catalog = await RefreshCatalog.CreateAsync(postgres);
        await catalog.FillAsync(Rows);
        var before = await catalog.DigestAsync();
        await using var deployment = await scene.DeployAsync(catalog);

        var running = deployment.RunAsync("killed", new JsonObject { ["target"] = "api_image", ["batchRows"] = 1 });
        await catalog.WaitUntilAsync("SELECT rows_read > 0 FROM tag_policy.refresh", running);
        await using (var connection = await catalog.Database.OpenConnectionAsync(Cancellation))
        await using (await connection.BeginTransactionAsync(Cancellation))
        {
            // Who holds the ledger's row keeps the worker in the middle of a batch until it has been killed.
            await using var hold = new NpgsqlCommand("SELECT rows_read FROM tag_policy.refresh FOR UPDATE", connection);
            Assert.InRange((long)(await hold.ExecuteScalarAsync(Cancellation))!, 1, Rows - 1);
            await catalog.WaitUntilAsync(
                "SELECT EXISTS (SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database())", running);
            scene.Kill(deployment.Function);
        }

        AssertOutput(Summary("killed"), await running);
        Assert.Equal(0, await catalog.WrongAsync());
        Assert.Equal(before, await catalog.DigestAsync());
    }

    [Fact]
    public async Task A_worker_that_is_not_done_is_called_again_with_the_same_request()
    {
        await using var catalog = await RefreshCatalog.CreateAsync(postgres);
        await catalog.FillAsync(Rows);
        await using var deployment = await scene.DeployAsync(catalog);
        var requests = scene.AnswerNotDone(times: 2);

        AssertOutput(Summary("again"), await deployment.RunAsync("again", new JsonObject { ["target"] = "api_image" }));

        Assert.Equal(3, requests.Count);
        Assert.Single(requests.Distinct(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("{}", "InvalidSettings", "target is missing")]
    [InlineData("""{"target": "image"}""", "InvalidSettings", "target is \"image\"; allowed is one of \"api_image\", \"api_audio\"")]
    [InlineData("""{"target": "api_audio"}""", "UnknownTable", "has no table \"api_audio\"")]
    [InlineData("""{"target": "api_image", "table": "api_image"}""", "InvalidSettings", "table is \"api_image\"; allowed is one of \"image\"")]
    [InlineData("""{"target": "api_image", "dryrun": true}""", "InvalidSettings", "There is no setting 'dryrun'")]
    [InlineData("""{"target": "api_image", "dryRun": "yes"}""", "InvalidSettings", "dryRun is \"yes\"; allowed is true or false")]
    [InlineData("""{"target": "api_image", "batchRows": 0}""", "InvalidSettings", "batchRows is 0; allowed is a whole number from 1 to 100000")]
    public async Task What_cannot_be_meant_ends_with_a_named_error(string input, string error, string message)
    {
        await using var catalog = await RefreshCatalog.CreateAsync(postgres);
        await using var deployment = await scene.DeployAsync(catalog);

        var outcome = await deployment.RunAsync("refused", JsonNode.Parse(input)!.AsObject());

        Assert.Equal(error, outcome.Error);
        Assert.Contains(message, outcome.Message, StringComparison.Ordinal);
    }

    private static JsonObject Summary(string refreshId, bool dryRun = false) => new()
    {
        ["refreshId"] = refreshId,
        ["rows"] = Rows,
        ["changed"] = Rows * 3 / 5,
        ["appeared"] = 0,
        ["vanished"] = Rows * 3 / 5,
        ["missing"] = 0,
        ["orphaned"] = 0,
        ["dryRun"] = dryRun,
        ["policyChanged"] = false,
        ["done"] = true,
    };

    private static void AssertOutput(JsonObject expected, ExecutionOutcome outcome)
    {
        Assert.True(outcome.Succeeded, $"{outcome.Error}: {outcome.Message}");
        Assert.True(JsonNode.DeepEquals(expected, JsonNode.Parse(outcome.Output!)), outcome.Output);
    }
}
