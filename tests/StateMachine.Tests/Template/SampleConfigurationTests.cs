using System.Text.Json.Nodes;

namespace StateMachineTests.Template;

/// <summary>The samples that a newcomer copies speak of what the template has.</summary>
public sealed class SampleConfigurationTests
{
    private const string ReadToml = "import json, sys, tomllib; print(json.dumps(tomllib.load(open(sys.argv[1], 'rb'))))";

    [Theory]
    [InlineData("dev")]
    [InlineData("prod")]
    public async Task Each_profile_gives_every_parameter_that_has_no_default_and_none_that_there_is_not(string profile)
    {
        var configuration = JsonNode.Parse(await ExternalTool.RunAsync("apt-get install python3", "python3", "-c", ReadToml, PathOf("samconfig.toml")))!;
        var given = configuration[profile]!["deploy"]!["parameters"]!["parameter_overrides"]!.AsArray()
            .Select(assignment => ((string)assignment!).Split('=', 2))
            .ToDictionary(assignment => assignment[0], assignment => Unquoted(assignment[1]), StringComparer.Ordinal);

        Assert.Empty(given.Keys.Except(SamTemplate.Parameters.Select(parameter => parameter.Key)));
        Assert.Empty(SamTemplate.Parameters.Where(parameter => parameter.Value!["Default"] is null).Select(parameter => parameter.Key).Except(given.Keys));
        foreach (var (name, value) in given)
        {
            if ((string?)SamTemplate.Parameters[name]!["AllowedPattern"] is { } pattern)
                Assert.Matches($"^({pattern})$", value);
        }
    }

    [Fact]
    public void The_variables_for_sam_local_are_those_of_the_template_less_the_handler()
    {
        var sample = JsonNode.Parse(File.ReadAllText(PathOf("env.json.example")))!.AsObject();

        Assert.Equal(SamTemplate.Functions.Keys.Order(StringComparer.Ordinal), sample.Select(function => function.Key).Order(StringComparer.Ordinal));
        foreach (var (function, variables) in sample)
        {
            Assert.Equal(
                SamTemplate.EnvironmentOf(function).Keys.Where(variable => variable != "FUNCTION_HANDLER").Order(StringComparer.Ordinal),
                variables!.AsObject().Select(variable => variable.Key).Order(StringComparer.Ordinal));
        }
    }

    /// <summary>As SAM reads an override: up to the first quotation mark, unless the whole value stands between two.</summary>
    private static string Unquoted(string value)
    {
        if (!value.StartsWith('"'))
        {
            Assert.DoesNotContain("\"", value, StringComparison.Ordinal);
            return value;
        }

        return value[1..^1].Replace("\\\"", "\"", StringComparison.Ordinal);
    }

    private static string PathOf(string file) => Path.Combine(AppContext.BaseDirectory, "deployment", file);
}
