using System.Text.Json.Nodes;

namespace StateMachineTests.CommandLine;

/// <summary>The verbs of those who decide what is shown, as the README has them.</summary>
public sealed class CurationCommandTests
{
    public static TheoryData<string, string> Events => new()
    {
        { "PublishPolicy", "publish-policy.json" },
        { "RefreshSurfaced", "refresh-surfaced.json" },
        { "InventoryTags", "inventory-tags.json" },
    };

    [Theory]
    [MemberData(nameof(Events))]
    public async Task Each_function_answers_its_sample_event(string function, string file)
    {
        var (exitCode, output, error) = await LocalProgram.RunAsync("invoke", function, "--event", Path.Combine(AppContext.BaseDirectory, "events", file));

        Assert.True(exitCode == 0, $"{output}{error}");
        Assert.NotNull(JsonNode.Parse(output));
    }

    [Fact]
    public async Task The_lists_of_the_repository_are_published_and_the_rules_in_force_shown()
    {
        var (exitCode, output, error) = await LocalProgram.RunAsync("policy");

        Assert.True(exitCode == 0, $"{output}{error}");
        Assert.Contains("rekognition", output, StringComparison.Ordinal);
        Assert.Contains("clarifai", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_given_database_is_not_published_to_before_it_was_said_what_it_is()
    {
        var (exitCode, output, error) = await LocalProgram.RunAsync("policy", "--database", "Host=localhost");

        Assert.NotEqual(0, exitCode);
        Assert.Contains("Say with --stage what the database is", output + error, StringComparison.Ordinal);
    }
}
