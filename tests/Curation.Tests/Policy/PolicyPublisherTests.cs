using System.Globalization;
using Catalog.Policy;
using CatalogTests;
using Labels.Exclusions;
using Npgsql;

namespace CurationTests.Policy;

public sealed class PolicyPublisherTests(PostgresFixture postgres) : IAsyncLifetime
{
    private const string Record =
        "SELECT changed_by, subject, key, before ->> 'reason', after ->> 'reason' FROM tag_policy.change WHERE subject <> 'provider_rule' ORDER BY id";

    private PolicyDatabase? policy;

    private PolicyDatabase Policy => policy!;

    public async ValueTask InitializeAsync() => policy = await PolicyDatabase.CreateAsync(postgres);

    public ValueTask DisposeAsync() => Policy.DisposeAsync();

    [Fact]
    public async Task Who_changed_what_and_when_is_recorded_and_nothing_that_did_not_change()
    {
        var start = await Policy.ScalarAsync("SELECT clock_timestamp()");
        var first = await Policy.PublishAsync(PolicyDatabase.Files(["Kid", "Man"], ["squareformat"]));
        var again = await Policy.PublishAsync(PolicyDatabase.Files(["Kid", "Man"], ["squareformat"]), publication => publication with { ChangedBy = "bob" });
        var second = await Policy.PublishAsync(PolicyDatabase.Files(["Kid", "Boy"], [], reason: "Another."), publication => publication with { ChangedBy = "cay" });

        Assert.Equal((3, 0, 0), (first.Added, first.Changed, first.Removed));
        Assert.Equal(new PolicyChanges(first.Version, 0, 0, 0), again);
        Assert.Equal((1, 1, 2), (second.Added, second.Changed, second.Removed));
        Assert.Equal(
            [
                "ann|exclusion|kid||A reason.", "ann|exclusion|man||A reason.", "ann|junk|squareformat||A reason.",
                "cay|exclusion|man|A reason.|", "cay|exclusion|kid|A reason.|Another.", "cay|exclusion|boy||Another.", "cay|junk|squareformat|A reason.|",
            ],
            await Policy.RowsAsync(Record));
        Assert.True(await Policy.ScalarAsync(
            "SELECT bool_and(changed_at BETWEEN $1 AND clock_timestamp() AND database_role = session_user) FROM tag_policy.change WHERE subject <> 'provider_rule'",
            new NpgsqlParameter { Value = start }) is true);
        Assert.Equal(second.Version, await Policy.ScalarAsync("SELECT version FROM tag_policy.compiled"));
        Assert.Equal(second.Version, await Policy.ScalarAsync("SELECT max(id) FROM tag_policy.change"));
    }

    [Fact]
    public async Task A_curators_own_statement_is_recorded_by_the_role_and_in_force_at_once()
    {
        await Policy.ScalarAsync("INSERT INTO tag_policy.exclusion VALUES ('mold', '', 'ours', 'damage', 'Cheese.')");
        Assert.Equal("[]", await Policy.SurfacedAsync("""[{"name": "Mold"}]"""));

        await Policy.ScalarAsync("UPDATE tag_policy.exclusion SET axis = axis");
        await Policy.ScalarAsync("DELETE FROM tag_policy.exclusion");
        Assert.NotEqual("[]", await Policy.SurfacedAsync("""[{"name": "Mold"}]"""));

        var role = await Policy.ScalarAsync("SELECT session_user::text");
        Assert.Equal([$"{role}|exclusion|mold||Cheese.", $"{role}|exclusion|mold|Cheese.|"], await Policy.RowsAsync(Record));
    }

    [Theory]
    [InlineData("TRUNCATE tag_policy.exclusion", "DELETE records each row")]
    [InlineData("INSERT INTO tag_policy.exclusion VALUES ('Mold', '', 'ours', 'damage', 'Cheese.')", "exclusion_name_check")]
    [InlineData("INSERT INTO tag_policy.provider_rule VALUES ('Clarifai', false, 0.9)", "provider_rule_provider_check")]
    [InlineData("INSERT INTO tag_policy.exclusion VALUES ('mold', 'clarifai ', 'ours', 'damage', 'Cheese.')", "exclusion_provider_check")]
    [InlineData("INSERT INTO tag_policy.junk VALUES ('', 'Nothing.')", "junk_name_check")]
    [InlineData("UPDATE tag_policy.provider_rule SET min_accuracy = 90", "provider_rule_min_accuracy_check")]
    [InlineData("UPDATE tag_policy.provider_rule SET min_accuracy = 'NaN'", "provider_rule_min_accuracy_check")]
    public async Task A_statement_that_cannot_be_meant_is_refused(string statement, string why)
    {
        var refused = await Assert.ThrowsAsync<PostgresException>(() => Policy.ScalarAsync(statement));

        Assert.Contains(why, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_that_is_rolled_back_leaves_no_trace()
    {
        var before = await Policy.RowsAsync("SELECT * FROM tag_policy.compiled");
        await Assert.ThrowsAsync<PostgresException>(() => Policy.ScalarAsync(
            "BEGIN; INSERT INTO tag_policy.junk VALUES ('x', 'y'); SELECT 1 / 0; COMMIT"));

        Assert.Equal(before, await Policy.RowsAsync("SELECT * FROM tag_policy.compiled"));
        Assert.Empty(await Policy.RowsAsync(Record));
    }

    [Fact]
    public async Task A_lifted_switch_is_not_turned_back_unless_that_is_asked_for()
    {
        var files = PolicyFiles.Packaged();
        await Policy.PublishAsync(files);
        await Policy.ScalarAsync("UPDATE tag_policy.provider_rule SET withheld = false, note = 'Assessed.' WHERE provider = 'rekognition'");

        Assert.Equal(0, (await Policy.PublishAsync(files)).Changed);
        Assert.Equal("False|Assessed.", Assert.Single(await Rule()));

        Assert.Equal(1, (await Policy.PublishAsync(files, publication => publication with { Providers = true })).Changed);
        Assert.StartsWith("True|", Assert.Single(await Rule()), StringComparison.Ordinal);

        Task<IReadOnlyList<string>> Rule() => Policy.RowsAsync("SELECT withheld, note FROM tag_policy.provider_rule WHERE provider = 'rekognition'");
    }

    [Fact]
    public async Task Rules_that_the_file_lacks_stay_and_exclusions_of_one_provider_too()
    {
        await Policy.ScalarAsync("INSERT INTO tag_policy.provider_rule VALUES ('newcomer', true, 0.5)");
        await Policy.ScalarAsync("INSERT INTO tag_policy.exclusion VALUES ('mold', 'newcomer', 'ours', 'damage', 'Cheese.'), ('rust', '', 'ours', 'damage', 'Paint.')");

        var changes = await Policy.PublishAsync(PolicyDatabase.Files(), publication => publication with { Providers = true });

        Assert.Equal((0, 0, 1), (changes.Added, changes.Changed, changes.Removed));
        Assert.Equal(["mold|newcomer"], await Policy.RowsAsync("SELECT name, provider FROM tag_policy.exclusion"));
        Assert.Equal(["clarifai", "newcomer", "rekognition"], await Policy.RowsAsync("SELECT provider FROM tag_policy.provider_rule ORDER BY provider"));
    }

    [Fact]
    public async Task The_extras_stay_in_force_until_somebody_lets_go_of_them()
    {
        var files = PolicyFiles.Packaged();
        await Policy.PublishAsync(files, publication => publication with { Extras = true });

        var unasked = await Policy.OutcomeAsync(files);
        Assert.True(unasked.Extras);
        Assert.Empty(unasked.Rows);
        var empty = files with { Lists = files.Lists with { Extras = new ReviewedList("extras", []) } };
        await Assert.ThrowsAsync<UnreadableList>(() => Policy.PublishAsync(empty));
        Assert.True((await Policy.PublishAsync(files, publication => publication with { Extras = false })).Removed >= 50);
        Assert.False((await Policy.OutcomeAsync(files)).Extras);
    }

    [Fact]
    public async Task What_no_row_answers_for_needs_two_names_where_the_policy_must_be_reviewed()
    {
        var reviewed = new ReviewedList("excluded", [new("Kid", "age", "A reason.", new Reviewers("Ann", "Bob", "Cay", "Dan"))]);
        PolicyFiles Files(string junk) => PolicyDatabase.Files(junk: [junk]) with
        {
            Lists = new ReviewedLists(reviewed, new ReviewedList("extras", []), new LabelAliases([])),
        };
        await Policy.PublishAsync(Files("dull"));

        Publication Must(Publication publication) => publication with { MustBeReviewed = true };
        var refused = await Assert.ThrowsAsync<UnreviewedPolicy>(() => Policy.PublishAsync(Files("drab"), Must));
        Assert.Contains("removed junk 'dull', added junk 'drab'", refused.Message, StringComparison.Ordinal);
        var dry = await Policy.OutcomeAsync(Files("drab"), publication => Must(publication) with { DryRun = true });
        Assert.Equal(["removed dull", "added drab"], dry.Rows.Select(row => $"{row.Kind} {row.Key}"));
        Assert.Equal(refused.Message, Assert.Single(dry.Warnings));
        await Policy.PublishAsync(Files("drab"), publication => Must(publication) with { ApprovedBy = ["Ann", "Bob"] });
        Assert.Equal(["Ann,Bob"], await Policy.RowsAsync("SELECT DISTINCT array_to_string(approved_by, ',') FROM tag_policy.change WHERE key IN ('dull', 'drab') AND approved_by IS NOT NULL"));
    }

    [Fact]
    public async Task A_dry_run_counts_and_changes_nothing_not_even_in_a_database_without_a_policy()
    {
        await using var database = NpgsqlDataSource.Create(await postgres.CreateDatabaseAsync());
        await using var bare = new PolicyDatabase(database);

        var dry = await bare.PublishAsync(PolicyFiles.Packaged(), publication => publication with { DryRun = true });

        Assert.Equal(0, dry.Version);
        Assert.True(await bare.ScalarAsync("SELECT to_regnamespace('tag_policy') IS NULL") is true);
        var real = await bare.PublishAsync(PolicyFiles.Packaged());
        Assert.Equal(dry with { Version = real.Version }, real);
        Assert.True(real.Added > 0);
    }

    [Fact]
    public async Task Publications_at_the_same_time_come_out_as_one_after_the_other()
    {
        await using var database = NpgsqlDataSource.Create(await postgres.CreateDatabaseAsync());
        await using var shared = new PolicyDatabase(database);
        string[][] lists = [.. Enumerable.Range(0, 8).Select(i => new[] { "kid", $"label {i}" })];

        var changes = await Task.WhenAll(lists.Select(list => shared.PublishAsync(PolicyDatabase.Files(list))));

        Assert.Equal(lists.Length, changes.DistinctBy(change => change.Version).Count());
        var last = lists[Array.IndexOf(changes, changes.MaxBy(change => change.Version))];
        Assert.Equal(last, await shared.RowsAsync("SELECT name FROM tag_policy.exclusion ORDER BY name"));
        Assert.Equal(string.Join(',', last), await shared.ScalarAsync("SELECT string_agg(name, ',' ORDER BY name) FROM tag_policy.compiled, jsonb_object_keys(hidden) AS name"));
        Assert.Equal("1", Convert.ToString(await shared.ScalarAsync("SELECT count(*) FROM tag_policy.change WHERE key = 'kid'"), CultureInfo.InvariantCulture));
    }
}
