using Amazon.Runtime;
using Catalog;
using Catalog.Access;
using Npgsql;

namespace CatalogTests.Access;

/// <summary>Who is let in, and who is trusted with a password.</summary>
public sealed class DatabaseLoginTests(GuardedServerFixture guarded, PostgresFixture postgres) : IClassFixture<GuardedServerFixture>
{
    private GuardedServer Server => guarded.Server;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_token_is_taken_over_an_encrypted_connection_to_the_database_alone()
    {
        var credentials = new ImmutableCredentials("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", new string('t', 1000));
        var token = RdsAuthToken.Create("localhost", 5432, "token_user", credentials, "us-east-1", DateTime.UtcNow);
        await Server.ExecuteAsync($"CREATE ROLE token_user LOGIN PASSWORD '{token}'");
        await using var database = CatalogDatabase.Open(Server.ConnectionString("token_user"), "test", (_, _) => ValueTask.FromResult(token));

        await using var command = database.CreateCommand("SELECT current_user || ' ' || ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()");

        Assert.Equal("token_user true", await command.ExecuteScalarAsync(Cancellation));
    }

    [Fact]
    public async Task Each_connection_asks_for_its_password_so_a_rotated_one_is_taken_at_once()
    {
        var current = "first";
        var asked = new List<(string? Host, string? User)>();
        await Server.ExecuteAsync("CREATE ROLE rotated LOGIN PASSWORD 'first'");
        await using var database = CatalogDatabase.Open(Server.ConnectionString("rotated"), "test", (settings, _) =>
        {
            asked.Add((settings.Host, settings.Username));
            return ValueTask.FromResult(current);
        });

        await using (await database.OpenConnectionAsync(Cancellation))
        {
            current = "second";
            await Server.SetPasswordAsync("rotated", "second");
            await using var another = await database.OpenConnectionAsync(Cancellation);
        }

        Assert.Equal([("localhost", "rotated"), ("localhost", "rotated")], asked);
    }

    [Fact]
    public async Task One_authority_of_a_bundle_is_enough()
    {
        using var other = new TestAuthority("Authority of another region");
        await Server.ExecuteAsync("CREATE ROLE bundled LOGIN PASSWORD 'right'");
        var connection = Server.ConnectionString("bundled", other.Pem, Server.AuthorityPem);
        await using var database = CatalogDatabase.Open(connection, "test", (_, _) => ValueTask.FromResult("right"));

        await using var command = database.CreateCommand("SELECT 1");

        Assert.Equal(1, await command.ExecuteScalarAsync(Cancellation));
    }

    [Theory]
    [InlineData("localhost", false)]
    [InlineData("127.0.0.1", true)]
    public async Task A_server_that_does_not_prove_to_be_the_database_gets_no_password(string host, bool isAuthorityTrusted)
    {
        using var other = new TestAuthority("Authority of somebody else");
        var connection = Server.ConnectionString("anybody", isAuthorityTrusted ? Server.AuthorityPem : other.Pem)
            .Replace("localhost", host, StringComparison.Ordinal);

        var (failure, asked) = await FailToOpenAsync(connection);

        Assert.IsType<DatabaseNotTrusted>(failure);
        Assert.Contains("Root Certificate", failure.Message, StringComparison.Ordinal);
        Assert.Equal(0, asked);
    }

    [Fact]
    public async Task A_server_without_encryption_gets_no_password()
    {
        var (failure, asked) = await FailToOpenAsync(postgres.Server.ConnectionString);

        Assert.IsType<DatabaseNotTrusted>(failure);
        Assert.Equal(0, asked);
    }

    [Fact]
    public async Task A_server_without_encryption_gets_one_where_the_connection_string_says_so()
    {
        await using var database = CatalogDatabase.Open(
            postgres.Server.ConnectionString + ";SSL Mode=Disable", "test", (_, _) => ValueTask.FromResult("any"));

        await using var command = database.CreateCommand("SELECT 1");

        Assert.Equal(1, await command.ExecuteScalarAsync(Cancellation));
    }

    [Theory]
    [InlineData("denied", "", "password authentication failed")]
    [InlineData("nobody", "", "password authentication failed")]
    [InlineData("uninvited", "", "pg_hba.conf rejects")]
    [InlineData("right_user", ";Database=elsewhere", "\"elsewhere\" does not exist")]
    public async Task Who_is_not_let_in_is_told_why(string user, string more, string why)
    {
        await Server.ExecuteAsync(
            """
            DO $$ BEGIN
                CREATE ROLE denied LOGIN PASSWORD 'other';
                CREATE ROLE uninvited LOGIN PASSWORD 'right';
                CREATE ROLE right_user LOGIN PASSWORD 'right';
            EXCEPTION WHEN duplicate_object THEN NULL; END $$
            """);

        var (failure, _) = await FailToOpenAsync(Server.ConnectionString(user) + more);

        Assert.IsType<DatabaseAccessDenied>(failure);
        Assert.Contains(why, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("right'", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_may_not_do_what_must_be_done_is_told_what()
    {
        await Server.ExecuteAsync("CREATE ROLE reader LOGIN PASSWORD 'right'");
        await using var database = CatalogDatabase.Open(Server.ConnectionString("reader"), "test", (_, _) => ValueTask.FromResult("right"));
        await using var command = database.CreateCommand("CREATE SCHEMA label_ingest");

        var error = await Assert.ThrowsAnyAsync<NpgsqlException>(() => command.ExecuteNonQueryAsync(Cancellation));

        Assert.Contains("permission denied", Assert.IsType<DatabaseAccessDenied>(DatabaseFailure.NameOf(error)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Host=localhost", "no Username")]
    [InlineData("Username=me", "no Host")]
    [InlineData("Host=localhost;Username=me;Password=secret", "has a Password")]
    [InlineData("Host=localhost;Username=me;Root Certificate=/missing.pem", "no Root Certificate '/missing.pem'")]
    [InlineData("Host=localhost;Username=me;Password=se;cret=1", "Npgsql does not know")]
    public void A_connection_string_that_cannot_be_meant_is_refused_without_quoting_a_password(string connection, string why)
    {
        var error = Assert.Throws<FormatException>(() => CatalogDatabase.Open(connection, "test", (_, _) => ValueTask.FromResult("any")));

        Assert.Contains(why, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("cret", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("connection", true, false)]
    [InlineData("iam", true, true)]
    [InlineData("arn:aws:secretsmanager:eu-central-1:123456789012:secret:catalog-AbCdEf", true, true)]
    [InlineData("arn:aws-cn:secretsmanager:cn-north-1:123456789012:secret:a/b", true, true)]
    [InlineData("IAM", false, false)]
    [InlineData("password", false, false)]
    [InlineData("arn:aws:ssm:eu-central-1:123456789012:parameter/catalog", false, false)]
    [InlineData("arn:aws:secretsmanager:eu-central-1:123456789012:secret:", false, false)]
    public void Credentials_are_what_they_say(string credentials, bool isKnown, bool comesFromElsewhere)
    {
        Environment.SetEnvironmentVariable("AWS_REGION", "us-east-1");

        Assert.Equal(isKnown, DatabaseCredentials.TryFind(credentials, out var password));
        Assert.Equal(comesFromElsewhere, password is not null);
    }

    private static async Task<(Exception? Failure, int Asked)> FailToOpenAsync(string connection)
    {
        var asked = 0;
        await using var database = CatalogDatabase.Open(connection, "test", (_, _) =>
        {
            asked++;
            return ValueTask.FromResult("right");
        });
        var error = await Assert.ThrowsAnyAsync<NpgsqlException>(() => database.OpenConnectionAsync(Cancellation).AsTask());
        return (DatabaseFailure.NameOf(error), asked);
    }
}
