using System.Text.Json.Nodes;

namespace StateMachineTests.Template;

/// <summary>Nobody may do more than they have to, and nothing lies open.</summary>
public sealed class PermissionsTests
{
    /// <summary>Actions that know no resource, or none that exists at the time. See the service authorization reference.</summary>
    private static readonly string[] WithoutResource =
    [
        "ec2:AssignPrivateIpAddresses",
        "ec2:CreateNetworkInterface",
        "ec2:DeleteNetworkInterface",
        "ec2:DescribeNetworkInterfaces",
        "ec2:DescribeSubnets",
        "ec2:UnassignPrivateIpAddresses",
        "logs:CreateLogDelivery",
        "logs:DeleteLogDelivery",
        "logs:DescribeLogGroups",
        "logs:DescribeResourcePolicies",
        "logs:GetLogDelivery",
        "logs:ListLogDeliveries",
        "logs:PutResourcePolicy",
        "logs:UpdateLogDelivery",
        "xray:GetSamplingRules",
        "xray:GetSamplingTargets",
        "xray:PutTelemetryRecords",
        "xray:PutTraceSegments",
    ];

    public static TheoryData<string> Identities =>
        [.. SamTemplate.Resources("AWS::IAM::Role").Keys, .. SamTemplate.Resources("AWS::IAM::ManagedPolicy").Keys];

    [Theory]
    [MemberData(nameof(Identities))]
    public void A_role_is_allowed_named_actions_on_named_resources(string identity)
    {
        foreach (var statement in Permissions.Of(SamTemplate.Root["Resources"]![identity]).Where(statement => statement.IsAllow))
        {
            Assert.All(statement.Actions, action => Assert.DoesNotContain('*', action));
            if (statement.Resources.Any(resource => resource is JsonValue && (string?)resource == "*"))
                Assert.Empty(statement.Actions.Except(WithoutResource, StringComparer.Ordinal));
        }
    }

    [Fact]
    public void Every_function_and_every_state_machine_has_a_role_of_its_own_and_no_policy_that_others_wrote()
    {
        var users = SamTemplate.Functions.Values.Concat(SamTemplate.Resources("AWS::Serverless::StateMachine").Values).ToList();
        var roles = users.ConvertAll(user => SamTemplate.Target(user["Role"]));

        Assert.DoesNotContain(null, roles);
        Assert.Equal(roles.Count, roles.Distinct().Count());
        Assert.All(
            SamTemplate.Resources("AWS::IAM::Role").Values.SelectMany(role => role["ManagedPolicyArns"]?.AsArray() ?? []),
            policy => Assert.Contains(SamTemplate.Target(policy), SamTemplate.Resources("AWS::IAM::ManagedPolicy").Keys));
    }

    [Fact]
    public void The_distributed_map_may_start_stop_and_redrive_its_children()
    {
        const string Execution = "arn:${AWS::Partition}:states:${AWS::Region}:${AWS::AccountId}:execution:${AWS::StackName}-ingest-labels";
        var machine = SamTemplate.Resources("AWS::Serverless::StateMachine")["IngestLabels"];
        var statements = Permissions.Of(SamTemplate.Resources("AWS::IAM::Role")["IngestLabelsRole"]).ToList();
        var started = Assert.Single(statements, statement => statement.Allows("states:StartExecution"));

        Assert.Equal($"{Execution.Replace(":execution:", ":stateMachine:", StringComparison.Ordinal)}", (string?)Assert.Single(started.Resources)!["Fn::Sub"]);
        Assert.EndsWith((string)machine["Name"]!["Fn::Sub"]!, Execution, StringComparison.Ordinal);
        foreach (var action in new[] { "states:DescribeExecution", "states:StopExecution", "states:RedriveExecution" })
        {
            Assert.Contains(
                $"{Execution}/LoadShards:*",
                Assert.Single(statements, statement => statement.Allows(action)).Resources.Select(resource => (string?)resource!["Fn::Sub"]));
        }
    }

    [Fact]
    public void Others_may_use_a_queue_a_topic_or_a_key_only_from_this_account_or_its_own_resources()
    {
        string[] types = ["AWS::SQS::QueuePolicy", "AWS::SNS::TopicPolicy", "AWS::S3::BucketPolicy", "AWS::KMS::Key"];
        foreach (var policy in types.SelectMany(SamTemplate.Resources))
        {
            foreach (var statement in Statements(policy.Value).Where(statement => (string?)statement["Effect"] == "Allow"))
            {
                var principal = Assert.IsType<JsonObject>(statement["Principal"]);
                Assert.True(principal.ContainsKey("AWS") || statement.ContainsKey("Condition"), $"{policy.Key}: {statement["Sid"]}");
            }
        }
    }

    [Fact]
    public void What_is_kept_is_encrypted_and_closed_to_the_public()
    {
        foreach (var bucket in SamTemplate.Resources("AWS::S3::Bucket").Values)
        {
            Assert.NotEmpty(bucket["BucketEncryption"]!["ServerSideEncryptionConfiguration"]!.AsArray());
            Assert.All(bucket["PublicAccessBlockConfiguration"]!.AsObject(), setting => Assert.True((bool)setting.Value!));
            Assert.Equal(4, bucket["PublicAccessBlockConfiguration"]!.AsObject().Count);
            Assert.Contains(bucket["LifecycleConfiguration"]!["Rules"]!.AsArray(), rule => rule!["AbortIncompleteMultipartUpload"] is not null);
        }

        Assert.All(SamTemplate.Resources("AWS::SQS::Queue").Values, queue => Assert.True((bool)queue["SqsManagedSseEnabled"]!));
        Assert.All(SamTemplate.Resources("AWS::SNS::Topic").Values, topic => Assert.Equal("Key", SamTemplate.Target(topic["KmsMasterKeyId"])));
        Assert.All(SamTemplate.Resources("AWS::Logs::LogGroup").Values, group =>
        {
            Assert.Equal("Key", SamTemplate.Target(group["KmsKeyId"]));
            Assert.Equal("LogRetentionDays", SamTemplate.Target(group["RetentionInDays"]));
        });
    }

    private static IEnumerable<JsonObject> Statements(JsonObject policy) =>
        (policy["PolicyDocument"] ?? policy["KeyPolicy"])!["Statement"]!.AsArray().Select(statement => statement!.AsObject());
}
