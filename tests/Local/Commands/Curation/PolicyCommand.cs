using System.CommandLine;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Local.Deployment;
using Local.SampleCatalog;
using Npgsql;

namespace Local.Commands.Curation;

/// <summary><c>policy --database CONNECTION --stage STAGE</c>: publishes the repository's lists, and shows what is in force.</summary>
internal static class PolicyCommand
{
    private static readonly JsonSerializerOptions AsText = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Command Create()
    {
        var database = DatabaseOption.Create();
        var stage = new Option<string>("--stage") { Description = "What the database is: production takes only what was reviewed. Must be said where --database is." };
        stage.AcceptOnlyFromAmong("development", "production");
        var extras = new Option<bool?>("--extras") { Description = "Leave out the extras (emotion, damage, religion), too; false lets go of them. Without it they stay as they are." };
        var providers = new Option<bool>("--providers") { Description = "Let provider-rules.csv replace the rules that the database has." };
        var approvers = new Option<string[]>("--approved-by") { Description = "Two people who approved what no row of a list has approvers for.", AllowMultipleArgumentsPerToken = true };
        var dryRun = new Option<bool>("--dry-run") { Description = "List what would change, and change nothing." };
        var command = new Command("policy", "Publish the lists of what is not shown, and show the rules that are in force.") { database, stage, extras, providers, approvers, dryRun };
        command.Validators.Add(result =>
        {
            if (result.GetValue(database) is not null && result.GetValue(stage) is null)
                result.AddError("Say with --stage what the database is: development or production.");
        });
        command.SetAction((arguments, cancellationToken) => RunAsync(
            arguments.GetValue(database),
            arguments.GetValue(stage) ?? "development",
            Request(arguments.GetValue(extras), arguments.GetValue(providers), arguments.GetValue(approvers) ?? [], arguments.GetValue(dryRun)),
            cancellationToken));
        return command;
    }

    private static JsonObject Request(bool? extras, bool providers, string[] approvers, bool dryRun)
    {
        var request = new JsonObject { ["providers"] = providers, ["dryRun"] = dryRun, ["changedBy"] = $"{Environment.UserName} (policy)" };
        if (extras is not null)
            request["extras"] = extras;

        if (approvers.Length > 0)
            request["approvedBy"] = new JsonArray([.. approvers.Select(name => JsonValue.Create(name))]);

        return request;
    }

    private static async Task<int> RunAsync(string? given, string stage, JsonObject request, CancellationToken cancellationToken)
    {
        await using var cloud = await LocalCloud.StartAsync(
            new LocalCloudOptions { WithPostgres = given is null, WithStepFunctions = false, OnProgress = Screen.Say }, cancellationToken);
        var connection = given ?? cloud.Postgres.ConnectionString;
        await using var database = NpgsqlDataSource.Create(connection);
        if (given is null)
            await MediaTables.CreateIfMissingAsync(database, cancellationToken);

        var tables = await MediaTables.ListAsync(database, cancellationToken);
        if (tables.Length == 0)
            return Screen.Fail("The database has no catalog: neither a table image nor a table audio.");

        await using var functions = CurationFunctions.Deploy(
            cloud, new CurationOptions { DatabaseConnection = connection, Stage = stage, CatalogTables = tables });
        var result = await cloud.Lambda.InvokeAsync(
            functions.NameOf("PublishPolicy"), Encoding.UTF8.GetBytes(request.ToJsonString()), cancellationToken);
        var answer = JsonNode.Parse(result.Payload.Span)!;
        if (result.IsError)
            return Screen.Fail($"{answer["errorType"]}: {answer["errorMessage"]}");

        var isDry = (bool)answer["dryRun"]!;
        foreach (var change in answer["changes"]!.AsArray())
            Screen.Say($"{change!["change"]}: {change["subject"]} {Screen.Plain((change["after"] ?? change["before"])!.ToJsonString(AsText))}");

        if (!isDry)
            await PolicyView.ShowAsync(database, cancellationToken);

        Screen.Say(
            $"{(isDry ? "A dry run of version" : "Version")} {answer["version"]}: {answer["added"]} rows added, {answer["changed"]} changed, "
            + $"{answer["removed"]} removed. The extras are {((bool)answer["extras"]! ? "" : "not ")}in force.");
        foreach (var warning in answer["warnings"]!.AsArray())
            Screen.Say($"Production would refuse this. {Screen.Plain((string)warning!)}");

        return 0;
    }
}
