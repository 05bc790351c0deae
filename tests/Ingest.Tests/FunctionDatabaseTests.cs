using System.Text.Json.Nodes;
using CatalogTests.Access;

namespace IngestTests;

/// <summary>How the functions log in to a database that asks for TLS and a password.</summary>
public sealed class FunctionDatabaseTests(CloudFixture fixture, GuardedServerFixture guarded) : IClassFixture<GuardedServerFixture>, IAsyncLifetime
{
    private const string Password = "s3cret-of-the-role";

    /// <summary>What comes after login: this database has no catalog.</summary>
    private const string LetIn = "UnknownTable";

    private TestSecrets Secrets { get; } = new(fixture.Cloud.StepFunctionsEndpoint);

    private GuardedServer Server => guarded.Server;

    public async ValueTask InitializeAsync() => await Server.ExecuteAsync($"CREATE ROLE worker LOGIN PASSWORD '{Password}'");

    public async ValueTask DisposeAsync()
    {
        Secrets.Dispose();
        await Server.ExecuteAsync("DROP ROLE worker");
    }

    [Theory]
    [InlineData(Password)]
    [InlineData($$"""{"username": "worker", "password": "{{Password}}", "engine": "postgres"}""")]
    [InlineData($$"""{"password": "{{Password}}"}""")]
    public async Task A_secret_is_the_password_also_after_it_was_rotated(string secret)
    {
        var arn = await Secrets.CreateAsync($"{Guid.NewGuid()}", secret);
        await using var deployment = await DeployAsync(arn);
        using var printed = new PrintedLines(fixture, deployment);
        Assert.Equal(LetIn, (await PlanAsync(deployment)).ErrorType);

        const string Rotated = "rotated-" + Password;
        await Secrets.ChangeAsync(arn, secret.Replace(Password, Rotated, StringComparison.Ordinal));
        await Server.SetPasswordAsync("worker", Rotated);
        await Server.ExecuteAsync("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'worker'");

        // A connection that was open is lost, for which the state machine tries again.
        var again = await PlanAsync(deployment);
        for (var tries = 1; again.ErrorType == "DatabaseUnavailable" && tries < 5; tries++)
            again = await PlanAsync(deployment);

        Assert.Equal(LetIn, again.ErrorType);
        await printed.JsonOfAsync("PlanShards", json => json.ContainsKey("_aws"), 2, TestContext.Current.CancellationToken);
        Assert.DoesNotContain(printed.All, line => line.Contains(Password, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("wrong", "password authentication failed for user \"worker\"")]
    [InlineData($$"""{"username": "admin", "password": "{{Password}}"}""", "is the password of 'admin', but the connection is for 'worker'")]
    [InlineData("""{"username": "worker"}""", "has no 'password'")]
    [InlineData($$"""{"password": {{Password}}""", "begins like a JSON object, but is none")]
    public async Task A_secret_that_is_no_password_of_the_user_is_named_and_not_quoted(string secret, string why)
    {
        await using var deployment = await DeployAsync(await Secrets.CreateAsync($"{Guid.NewGuid()}", secret));

        var (_, errorType, errorMessage) = await PlanAsync(deployment);

        Assert.Equal("DatabaseAccessDenied", errorType);
        Assert.Contains(why, errorMessage, StringComparison.Ordinal);
        Assert.DoesNotContain(Password, errorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_secret_that_does_not_exist_is_named()
    {
        const string Missing = "arn:aws:secretsmanager:us-east-1:123456789012:secret:missing-AbCdEf";
        await using var deployment = await DeployAsync(Missing);

        var (_, errorType, errorMessage) = await PlanAsync(deployment);

        Assert.Equal("DatabaseAccessDenied", errorType);
        Assert.Contains(Missing, errorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_secrets_cannot_be_reached_it_is_worth_another_try()
    {
        var arn = await Secrets.CreateAsync($"{Guid.NewGuid()}", Password);
        await using var deployment = await DeployAsync(arn, secretsEndpoint: "http://127.0.0.1:1");

        var (_, errorType, errorMessage) = await PlanAsync(deployment);

        Assert.Equal("DatabaseUnavailable", errorType);
        Assert.Contains("127.0.0.1:1", errorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_of_IAM_is_sent_as_the_password_and_refused_by_name_where_it_is_none()
    {
        await using var deployment = await DeployAsync("iam");

        var (_, errorType, errorMessage) = await PlanAsync(deployment);

        Assert.Equal("DatabaseAccessDenied", errorType);
        Assert.Contains("password authentication failed for user \"worker\"", errorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_of_an_authority_that_is_not_trusted_is_named()
    {
        using var other = new TestAuthority("Authority of somebody else");
        await using var deployment = await DeployAsync("iam", Server.ConnectionString("worker", other.Pem));

        var (_, errorType, errorMessage) = await PlanAsync(deployment);

        Assert.Equal("DatabaseNotTrusted", errorType);
        Assert.Contains("certificate", errorMessage, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("password", "Host=localhost;Username=worker", "DATABASE_CREDENTIALS is not what is allowed: 'connection', 'iam'")]
    [InlineData("iam", "Host=localhost", "DATABASE_CONNECTION cannot be used: it has no Username")]
    [InlineData("connection", "Host=localhost;Pasword=x", "DATABASE_CONNECTION cannot be used")]
    [InlineData("connection", "", "no environment variable DATABASE_CONNECTION")]
    public async Task A_configuration_that_cannot_be_meant_is_the_answer_to_every_invocation(string credentials, string connection, string why)
    {
        await using var deployment = await DeployAsync(credentials, connection);

        foreach (var (_, errorType, errorMessage) in new[] { await PlanAsync(deployment), await PlanAsync(deployment) })
        {
            Assert.Equal("InvalidSettings", errorType);
            Assert.Contains(why, errorMessage, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_role_that_may_no_more_than_it_must_can_do_a_whole_run()
    {
        await using var deployment = await fixture.DeployAsync(
            options => options with { DatabaseConnection = options.DatabaseConnection + ";Username=label_ingest" });
        await deployment.RowsAsync(
            """
            CREATE ROLE label_ingest LOGIN;
            DO $$ BEGIN EXECUTE format('GRANT CREATE ON DATABASE %I TO label_ingest', current_database()); END $$;
            GRANT SELECT, UPDATE ON TABLE image TO label_ingest;
            """);
        var source = deployment.Put(
            "file.jsonl",
            """{"image_uuid": "b840de61-fb9d-4ec5-9572-8d778875869f", "response": {"Labels": [{"Name": "Cat", "Confidence": 99.5}]}}""");
        await deployment.AddImagesAsync("file.jsonl");

        var outcome = await deployment.RunAsync(source);

        Assert.True(outcome.Succeeded, $"{outcome.Error}: {outcome.Message}");
        Assert.Equal(1, (int)JsonNode.Parse(outcome.Output!)!["changed"]!);
    }

    private static Task<(JsonNode? Answer, string? ErrorType, string? ErrorMessage)> PlanAsync(TestDeployment deployment)
    {
        var source = deployment.Put("file.jsonl", "\n");
        return deployment.InvokeAsync("PlanShards", new JsonObject { ["runId"] = "plan", ["input"] = new JsonObject { ["source"] = source } });
    }

    private Task<TestDeployment> DeployAsync(string credentials, string? connection = null, string? secretsEndpoint = null) =>
        fixture.DeployAsync(options => options with
        {
            DatabaseConnection = connection ?? Server.ConnectionString("worker"),
            Environment = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["DATABASE_CREDENTIALS"] = credentials,
                ["AWS_ENDPOINT_URL_SECRETS_MANAGER"] = secretsEndpoint ?? fixture.Cloud.StepFunctionsEndpoint.ToString(),
                ["AWS_MAX_ATTEMPTS"] = "2",
            },
        });
}
