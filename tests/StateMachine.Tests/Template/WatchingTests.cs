using System.Text.Json.Nodes;

namespace StateMachineTests.Template;

/// <summary>Alarms and dashboard look at metrics that exist.</summary>
public sealed class WatchingTests
{
    private const string Ours = "LabelIngest";

    public static TheoryData<string> Alarms => [.. SamTemplate.Resources("AWS::CloudWatch::Alarm").Keys];

    [Theory]
    [MemberData(nameof(Alarms))]
    public void An_alarm_says_what_is_the_matter_and_tells_the_topic(string alarm)
    {
        var properties = SamTemplate.Resources("AWS::CloudWatch::Alarm")[alarm];

        Assert.NotEmpty((string)properties["AlarmDescription"]!);
        Assert.Equal("notBreaching", (string?)properties["TreatMissingData"]);
        Assert.Equal("""[{"Fn::If":["CreatesTopic",{"Ref":"Topic"},{"Ref":"AlarmTopicArn"}]}]""", properties["AlarmActions"]!.ToJsonString());
    }

    [Theory]
    [InlineData("ExecutionsFailed")]
    [InlineData("ExecutionsTimedOut")]
    [InlineData("ExecutionsAborted")]
    public void There_is_an_alarm_for_each_way_in_which_each_state_machine_may_fail(string metric)
    {
        var watched = SamTemplate.Resources("AWS::CloudWatch::Alarm").Values
            .SelectMany(alarm => alarm["Metrics"]?.AsArray() ?? [])
            .Select(query => query!["MetricStat"]?["Metric"])
            .Where(found => (string?)found?["MetricName"] == metric)
            .Select(found => SamTemplate.Target(found!["Dimensions"]![0]!["Value"]));

        Assert.Equal(
            SamTemplate.Resources("AWS::Serverless::StateMachine").Keys.Order(StringComparer.Ordinal), watched.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("AWS/SQS", "ApproximateNumberOfMessagesVisible", "DeadLetterQueue")]
    [InlineData("AWS/SQS", "ApproximateAgeOfOldestMessage", "LabelFileQueue")]
    [InlineData(Ours, "Rejects", "LoadShard")]
    [InlineData(Ours, "RemainingTime", "LoadShard")]
    [InlineData(Ours, "RemainingTime", "CheckLoad")]
    [InlineData(Ours, "RemainingTime", "MergeTags")]
    [InlineData(Ours, "RemainingTime", "UndoIngest")]
    public void There_is_an_alarm_for_what_goes_wrong_without_failing(string name, string metric, string source) =>
        Assert.Single(SamTemplate.Resources("AWS::CloudWatch::Alarm").Values, alarm =>
            (string?)alarm["Namespace"] == name
            && (string?)alarm["MetricName"] == metric
            && SamTemplate.Target(alarm["Dimensions"]![0]!["Value"]) == source);

    [Fact]
    public void The_dashboard_is_JSON_and_shows_what_the_stack_has()
    {
        var body = (string)SamTemplate.Resources("AWS::CloudWatch::Dashboard")["Dashboard"]["DashboardBody"]!["Fn::Sub"]!;
        var resources = SamTemplate.Placeholders(body).Where(name => !name.StartsWith("AWS::", StringComparison.Ordinal));

        Assert.NotEmpty(JsonNode.Parse(body)!["widgets"]!.AsArray());
        Assert.All(resources, name => Assert.True(SamTemplate.Root["Resources"]!.AsObject().ContainsKey(name.Split('.')[0]), name));
    }

    [Theory]
    [InlineData("Ingest", Ours)]
    [InlineData("GroundTruth", "GroundTruth")]
    public void The_metrics_that_are_looked_at_are_those_that_the_functions_write(string executable, string metricNamespace)
    {
        var body = (string)SamTemplate.Resources("AWS::CloudWatch::Dashboard")["Dashboard"]["DashboardBody"]!["Fn::Sub"]!;
        var shown = JsonNode.Parse(body)!["widgets"]!.AsArray()
            .SelectMany(widget => widget!["properties"]!["metrics"]!.AsArray())
            .Where(metric => (string?)metric![0] == metricNamespace)
            .Select(metric => (string)metric![1]!)
            .ToList();
        var alarmed = SamTemplate.Resources("AWS::CloudWatch::Alarm").Values
            .Where(alarm => (string?)alarm["Namespace"] == metricNamespace)
            .Select(alarm => (string)alarm["MetricName"]!);

        Assert.NotEmpty(shown);
        Assert.Empty(shown.Concat(alarmed).Append(metricNamespace).Distinct().Except(PublishedFunctions.LiteralsOf(executable)));
    }
}
