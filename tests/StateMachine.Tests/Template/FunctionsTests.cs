using System.Text.RegularExpressions;
using Catalog.Estimates;

namespace StateMachineTests.Template;

/// <summary>What the template says of functions, state machines and the queue fits together, and fits the files that it names.</summary>
public sealed partial class FunctionsTests
{
    /// <summary>Twice the resident memory that LoadShard's own tests allow it, in MB.</summary>
    private const int LeastMemory = 256;

    public static TheoryData<string> Functions => [.. SamTemplate.Functions.Keys];

    public static TheoryData<string> StateMachines => [.. SamTemplate.Resources("AWS::Serverless::StateMachine").Keys];

    [Theory]
    [MemberData(nameof(Functions))]
    public void A_function_is_named_after_its_handler_and_has_a_sample_event(string function)
    {
        Assert.Equal(function, SamTemplate.EnvironmentOf(function)["FUNCTION_HANDLER"]);
        // SageMaker's managed policy lets a labelling job invoke functions with "LabelingFunction" in their names.
        var prefix = SamTemplate.ExecutableOf(function) == "GroundTruth" ? "LabelingFunction-" : "";
        Assert.Equal($"${{AWS::StackName}}-{prefix}{function}", (string?)SamTemplate.Functions[function]["FunctionName"]!["Fn::Sub"]);
        var sample = CapitalInside().Replace(function, "-$0").ToLowerInvariant() + ".json";
        Assert.True(File.Exists(Path.Combine(AppContext.BaseDirectory, "events", sample)), $"tests/events/{sample} is missing.");
    }

    [Theory]
    [MemberData(nameof(Functions))]
    public void A_function_has_the_memory_that_it_needs_and_no_more_than_a_processor_comes_with(string function) =>
        Assert.InRange((int)SamTemplate.Functions[function]["MemorySize"]!, LeastMemory, 1769);

    [Theory]
    [InlineData("PlanShards", DeployedFunctions.WaitingMegabytes)]
    [InlineData("LoadShard", DeployedFunctions.LoadMegabytes)]
    [InlineData("CheckLoad", DeployedFunctions.WaitingMegabytes)]
    [InlineData("MergeTags", DeployedFunctions.MergeMegabytes)]
    [InlineData("FinishIngest", DeployedFunctions.WaitingMegabytes)]
    public void A_dry_run_reckons_with_the_memory_that_a_function_has(string function, int megabytes) =>
        Assert.Equal(megabytes, (int)SamTemplate.Functions[function]["MemorySize"]!);

    [Theory]
    [InlineData("LoadShard")]
    [InlineData("CheckLoad")]
    [InlineData("MergeTags")]
    public void A_dry_run_reckons_with_the_time_that_a_worker_has(string function) =>
        Assert.Equal(DeployedFunctions.InvocationSeconds, (int)SamTemplate.Functions[function]["Timeout"]!);

    [Theory]
    [MemberData(nameof(Functions))]
    public void A_function_that_has_the_database_is_in_its_network_and_may_log_in_and_no_other_is(string function)
    {
        var properties = SamTemplate.Functions[function];
        var role = SamTemplate.Resources("AWS::IAM::Role")[SamTemplate.Target(properties["Role"])!];
        var hasDatabase = SamTemplate.EnvironmentOf(function).ContainsKey("DATABASE_CONNECTION");

        Assert.Equal(hasDatabase, properties.ContainsKey("VpcConfig"));
        Assert.Equal(hasDatabase, properties.ContainsKey("Layers"));
        Assert.Equal(hasDatabase, role["ManagedPolicyArns"]!.AsArray().Any(policy => SamTemplate.Target(policy) == "CatalogAccess"));
    }

    [Fact]
    public void Every_function_has_the_same_connection_and_it_is_verified() =>
        Assert.Contains(
            "SSL Mode=VerifyFull;Root Certificate=/opt/rds/global-bundle.pem",
            Assert.Single(SamTemplate.Functions.Keys
                .Select(function => SamTemplate.EnvironmentOf(function).GetValueOrDefault("DATABASE_CONNECTION"))
                .Where(connection => connection is not null)
                .Distinct()),
            StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(StateMachines))]
    public void A_definition_is_given_what_it_asks_for_and_its_machine_may_call_it(string machine)
    {
        var properties = SamTemplate.Resources("AWS::Serverless::StateMachine")[machine];
        var given = properties["DefinitionSubstitutions"]!.AsObject();
        var functions = given.Select(substitution => SamTemplate.Target(substitution.Value)).OfType<string>().Where(SamTemplate.Functions.ContainsKey).ToList();
        var role = SamTemplate.Resources("AWS::IAM::Role")[SamTemplate.Target(properties["Role"])!];

        Assert.Equal(
            SamTemplate.Placeholders(Definition(machine)).Order(StringComparer.Ordinal),
            given.Select(substitution => substitution.Key).Order(StringComparer.Ordinal));
        Assert.Equal(
            functions.Order(StringComparer.Ordinal),
            Permissions.Of(role).Where(statement => statement.Allows("lambda:InvokeFunction"))
                .SelectMany(statement => statement.Resources).Select(SamTemplate.Target).Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(StateMachines))]
    public void A_function_ends_before_the_state_that_waits_for_it(string machine)
    {
        foreach (Match task in TaskOfFunction().Matches(Definition(machine)))
        {
            var timeout = (int)SamTemplate.Functions[task.Groups["function"].Value]["Timeout"]!;
            Assert.InRange(timeout, 1, int.Parse(task.Groups["seconds"].ValueSpan) - 1);
        }
    }

    [Fact]
    public void A_message_stays_hidden_for_six_times_as_long_as_its_function_may_take()
    {
        var source = SamTemplate.Functions["StartIngest"];
        var trigger = source["Events"]!["LabelFile"]!["Properties"]!;
        var queue = SamTemplate.Resources("AWS::SQS::Queue")[SamTemplate.Target(trigger["Queue"])!];

        Assert.True((int)queue["VisibilityTimeout"]! >= 6 * (int)source["Timeout"]!);
        Assert.Equal("[\"ReportBatchItemFailures\"]", trigger["FunctionResponseTypes"]!.ToJsonString());
        Assert.Equal("DeadLetterQueue", SamTemplate.Target(queue["RedrivePolicy"]!["deadLetterTargetArn"]));
    }

    private static string Definition(string machine) =>
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, (string)SamTemplate.Resources("AWS::Serverless::StateMachine")[machine]["DefinitionUri"]!));

    [GeneratedRegex("(?<=[a-z])[A-Z]", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex CapitalInside();

    /// <summary>The first time-out after a function's name is its state's.</summary>
    [GeneratedRegex(
        "\"FunctionName\": \"\\$\\{(?<function>\\w+)\\}\".*?\"TimeoutSeconds\": (?<seconds>\\d+)",
        RegexOptions.Singleline | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex TaskOfFunction();
}
