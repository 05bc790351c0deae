using System.Text.Json.Nodes;
using Local.Processes;

namespace StateMachineTests.Template;

/// <summary>What the linters of the trade say, and SAM's own translator.</summary>
public sealed class LintTests : IDisposable
{
    private const string InstallLint = "python3 -m pip install cfn-lint";

    private readonly ThrowawayFolder folder = ThrowawayFolder.Create("lint");

    public static TheoryData<string> Definitions =>
        [.. Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "statemachine"), "*.asl.json").Select(file => Path.GetFileName(file)!)];

    [Fact]
    public Task The_template_is_clean_for_cfn_lint() => ExternalTool.RunAsync(InstallLint, "cfn-lint", "--non-zero-exit-code", "informational", SamTemplate.Path);

    /// <summary>It does not follow a DefinitionUri, so each definition is put into a template of its own.</summary>
    [Theory]
    [MemberData(nameof(Definitions))]
    public async Task A_definition_is_clean_for_cfn_lint(string file)
    {
        var text = await File.ReadAllTextAsync(PathOf(file), TestContext.Current.CancellationToken);
        var substitutions = SamTemplate.Placeholders(text)
            .Select(name => KeyValuePair.Create(name, (JsonNode?)$"arn:aws:lambda:us-east-1:123456789012:function:{name}"));
        var machine = new JsonObject
        {
            ["RoleArn"] = "arn:aws:iam::123456789012:role/machine",
            ["Definition"] = JsonNode.Parse(text),
            ["DefinitionSubstitutions"] = new JsonObject(substitutions),
        };
        var template = new JsonObject
        {
            ["Resources"] = new JsonObject { ["Machine"] = new JsonObject { ["Type"] = "AWS::StepFunctions::StateMachine", ["Properties"] = machine } },
        };
        var path = Path.Combine(folder.Path, "template.json");
        await File.WriteAllTextAsync(path, template.ToJsonString(), TestContext.Current.CancellationToken);

        await ExternalTool.RunAsync(InstallLint, "cfn-lint", "--non-zero-exit-code", "informational", path);
    }

    [Theory]
    [MemberData(nameof(Definitions))]
    public Task A_definition_is_clean_for_asl_validator(string file) =>
        ExternalTool.RunAsync("npm install --global asl-validator", "asl-validator", "--json-path", PathOf(file));

    [Fact]
    public async Task The_template_comes_out_of_SAM_with_our_roles_and_no_other()
    {
        var script = Path.Combine(AppContext.BaseDirectory, "Template", "transform.py");
        var resources = JsonNode.Parse(await ExternalTool.RunAsync(InstallLint, "python3", script, SamTemplate.Path))!["Resources"]!.AsObject();
        var byType = resources.ToLookup(resource => (string)resource.Value!["Type"]!, resource => resource, StringComparer.Ordinal);

        Assert.Equal(SamTemplate.Resources("AWS::IAM::Role").Keys.Order(), byType["AWS::IAM::Role"].Select(role => role.Key).Order());
        Assert.Equal(SamTemplate.Functions.Keys.Order(), byType["AWS::Lambda::Function"].Select(function => function.Key).Order());
        foreach (var (name, function) in byType["AWS::Lambda::Function"])
        {
            var properties = function!["Properties"]!;
            Assert.Equal(("dotnet10", SamTemplate.ExecutableOf(name)), ((string?)properties["Runtime"], (string?)properties["Handler"]));
            Assert.Equal($"{name}Role", (string?)properties["Role"]!["Fn::GetAtt"]![0]);
            Assert.Equal("JSON", (string?)properties["LoggingConfig"]!["LogFormat"]);
            Assert.Equal("Active", (string?)properties["TracingConfig"]!["Mode"]);
        }

        var trigger = Assert.Single(byType["AWS::Lambda::EventSourceMapping"]).Value!["Properties"]!;
        Assert.Equal("StartIngest", (string?)trigger["FunctionName"]!["Ref"]);
        Assert.Equal("""["ReportBatchItemFailures"]""", trigger["FunctionResponseTypes"]!.ToJsonString());
    }

    public void Dispose() => folder.Dispose();

    private static string PathOf(string file) => Path.Combine(AppContext.BaseDirectory, "statemachine", file);
}
