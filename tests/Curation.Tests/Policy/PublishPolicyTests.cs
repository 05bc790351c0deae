using System.Text;
using System.Text.Json.Nodes;
using CatalogTests;
using Local;
using Local.Deployment;
using Local.Processes;
using Local.SampleCatalog;
using Npgsql;

namespace CurationTests.Policy;

/// <summary>The function as it is deployed: the real executable, its lists packaged or in S3.</summary>
public sealed class PublishPolicyTests(PostgresFixture postgres) : IAsyncLifetime
{
    private const string ListHeader = "label,axis,reason,reviewer1,reviewer2,approver1,approver2\n";

    private readonly ThrowawayFolder folder = ThrowawayFolder.Create("tests");
    private LocalCloud? cloud;
    private NpgsqlDataSource? database;
    private string connection = "";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        cloud = await LocalCloud.StartAsync(new LocalCloudOptions { WithPostgres = false, WithStepFunctions = false }, Cancellation);
        connection = await postgres.CreateDatabaseAsync();
        database = NpgsqlDataSource.Create(connection);
        await MediaTables.CreateIfMissingAsync(database, Cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        await cloud!.DisposeAsync();
        await database!.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task The_packaged_lists_are_published_with_a_warning_where_nothing_depends_on_it_and_refused_where_people_see_it()
    {
        var (refusal, errorType, errorMessage) = await InvokeAsync("{}", "production");
        Assert.Null(refusal);
        Assert.Equal("UnreviewedPolicy", errorType);
        Assert.Contains("List 'excluded' has 29 rows without two different reviewers and two different approvers", errorMessage, StringComparison.Ordinal);
        Assert.Contains(", Waiter, Woman.", errorMessage, StringComparison.Ordinal);
        Assert.True(await ScalarAsync("SELECT to_regnamespace('tag_policy') IS NULL") is true);

        var (answer, _, _) = await InvokeAsync("""{"changedBy": "ann", "extras": true}""");
        Assert.Equal(3, answer!["warnings"]!.AsArray().Count);
        Assert.Contains("List 'extras' has 50 rows", (string)answer["warnings"]![1]!, StringComparison.Ordinal);
        Assert.Equal((long)answer["added"]!, await ScalarAsync("SELECT count(*) FROM tag_policy.change WHERE changed_by = 'ann'"));
        Assert.Equal((long)answer["version"]!, await ScalarAsync("SELECT version FROM tag_policy.compiled"));
        Assert.Equal(0L, await ScalarAsync("SELECT count(*) FROM tag_policy.surfaced_image"));

        // Without a word of them the extras stay; they go where that is asked for.
        var (same, _, _) = await InvokeAsync("{}");
        Assert.Equal((0, true), ((int)same!["removed"]!, (bool)same["extras"]!));
        var (less, _, _) = await InvokeAsync("""{"extras": false}""");
        Assert.Equal(0, (int)less!["added"]!);
        Assert.True((int)less["removed"]! >= 50);
        Assert.Equal("PublishPolicy", await ScalarAsync("SELECT DISTINCT changed_by FROM tag_policy.change WHERE after IS NULL"));
    }

    [Fact]
    public async Task Reviewed_lists_from_S3_are_published_where_people_see_it()
    {
        Put(ListHeader + "Kid,age,Says an age.,Ann,Bob,Cay,Dan\n");

        var (answer, errorType, errorMessage) = await InvokeAsync("""{"source": "s3://lists/2025/", "changedBy": "ann", "approvedBy": ["Ann Lee", "Bob"]}""", "production");

        Assert.True(errorType is null, errorMessage);
        Assert.Empty(answer!["warnings"]!.AsArray());
        Assert.Equal("child,infant,kid", await ScalarAsync("SELECT string_agg(name, ',' ORDER BY name) FROM tag_policy.exclusion"));
        Assert.Equal("[]", await ScalarAsync("""SELECT tag_policy.surfaced_tags('[{"name": "Child"}, {"name": "Ugly Word"}, {"name": "a", "accuracy": 1, "provider": "robot"}]')::text"""));
    }

    [Theory]
    [InlineData("Kid,age,Says an age.,Ann,ann,Cay,Dan\n", "UnreviewedPolicy", "two different approvers: Kid.")]
    [InlineData("Kid,age,Says an age.,Ann,Bob,Cay,\n", "UnreviewedPolicy", "two different approvers: Kid.")]
    [InlineData("", "UnreadableList", "excluded-labels.csv has no label")]
    [InlineData("Kid,age,Says an age,,,\n", "UnreadableList", "excluded-labels.csv, line 2, has 6 fields")]
    public async Task A_list_that_must_not_be_published_is_refused_by_its_rows_and_nothing_is_written(string rows, string error, string why)
    {
        Put(ListHeader + rows);

        var (_, errorType, errorMessage) = await InvokeAsync("""{"source": "s3://lists/2025/"}""", "production");

        Assert.Equal(error, errorType);
        Assert.Contains(why, errorMessage, StringComparison.Ordinal);
        Assert.True(await ScalarAsync("SELECT to_regnamespace('tag_policy') IS NULL") is true);
    }

    [Fact]
    public async Task A_dry_run_writes_nothing()
    {
        var (answer, _, _) = await InvokeAsync("""{"dryRun": true}""");

        Assert.True((bool)answer!["dryRun"]!);
        Assert.True((int)answer["added"]! > 29);
        Assert.True(await ScalarAsync("SELECT to_regnamespace('tag_policy') IS NULL") is true);
    }

    [Fact]
    public async Task What_cannot_be_meant_is_refused_by_name()
    {
        foreach (var (request, error, why) in new[]
        {
            ("[]", "InvalidSettings", "must be a JSON object"),
            ("""{"extra": true}""", "InvalidSettings", "There is no setting 'extra'"),
            ("""{"extras": "yes"}""", "InvalidSettings", "extras is \"yes\"; allowed is true or false"),
            ("""{"source": "s3://lists/2025"}""", "InvalidSettings", "with a slash at its end"),
            ("""{"source": "lists"}""", "InvalidSettings", "s3://bucket/key"),
            ("""{"changedBy": ""}""", "InvalidSettings", "changedBy is not what is allowed"),
            ("""{"changedBy": "a\u0000b"}""", "InvalidSettings", "changedBy is not what is allowed"),
            ("""{"approvedBy": ["Ann"]}""", "InvalidSettings", "a list of 2 to 10 names of people"),
            ("""{"approvedBy": ["Ann", "ANN"]}""", "InvalidSettings", "approvedBy has somebody twice"),
            ("""{"approvedBy": ["Ann", " "]}""", "InvalidSettings", "approvedBy is not what is allowed"),
            ("""{"approvedBy": ["Ann", "Ann\u200b"]}""", "InvalidSettings", "approvedBy is not what is allowed"),
            ("""{"source": "s3://lists/none/"}""", "SourceNotFound", "s3://lists/none/excluded-labels.csv"),
        })
        {
            var (_, errorType, errorMessage) = await InvokeAsync(request);
            Assert.Equal(error, errorType);
            Assert.Contains(why, errorMessage, StringComparison.Ordinal);
        }

        Assert.Equal("InvalidSettings", (await InvokeAsync("{}", "staging")).ErrorType);
    }

    private void Put(string excluded)
    {
        foreach (var (name, content) in new[]
        {
            ("excluded-labels.csv", excluded),
            ("extra-labels.csv", ListHeader),
            ("label-aliases.csv", "alias,label\nKid,Child\nInfant,Child\n"),
            ("junk-names.csv", "name,reason\nUGLY word,It is ugly.\n"),
            ("provider-rules.csv", "provider,withheld,min_accuracy,note\nrobot,true,0.5,\n"),
        })
        {
            var path = Path.Combine(folder.Path, name);
            File.WriteAllText(path, content);
            cloud!.S3.MapFile("lists", $"2025/{name}", path);
        }
    }

    private async Task<(JsonNode? Answer, string? ErrorType, string? ErrorMessage)> InvokeAsync(string request, string stage = "development")
    {
        await using var functions = CurationFunctions.Deploy(cloud!, new CurationOptions { DatabaseConnection = connection, Stage = stage });
        var result = await cloud!.Lambda.InvokeAsync(functions.NameOf("PublishPolicy"), Encoding.UTF8.GetBytes(request), Cancellation);
        var payload = JsonNode.Parse(result.Payload.Span);
        return result.IsError ? (null, (string?)payload!["errorType"], (string?)payload["errorMessage"]) : (payload, null, null);
    }

    private async Task<object?> ScalarAsync(string sql)
    {
        await using var command = database!.CreateCommand(sql);
        return await command.ExecuteScalarAsync(Cancellation);
    }
}
