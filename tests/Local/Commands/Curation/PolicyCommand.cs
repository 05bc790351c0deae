using System.CommandLine;
using System.Text;
using System.Text.Json.Nodes;
using Local.Deployment;
using Local.SampleCatalog;
using Npgsql;

namespace Local.Commands.Curation;

/// <summary><c>policy [--database CONNECTION] [--extras]</c>: publishes the repository's lists, and shows what is in force.</summary>
internal static class PolicyCommand
{
    public static Command Create()
    {
        var database = DatabaseOption.Create();
        var extras = new Option<bool>("--extras") { Description = "Leave out the extras (emotion, damage, religion), too." };
        var command = new Command("policy", "Publish the lists of what is not shown, and show the rules that are in force.") { database, extras };
        command.SetAction((arguments, cancellationToken) =>
            RunAsync(arguments.GetValue(database), arguments.GetValue(extras), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(string? given, bool extras, CancellationToken cancellationToken)
    {
        await using var cloud = await LocalCloud.StartAsync(
            new LocalCloudOptions { WithPostgres = given is null, WithStepFunctions = false, OnProgress = Screen.Say }, cancellationToken);
        var connection = given ?? cloud.Postgres.ConnectionString;
        await using var database = NpgsqlDataSource.Create(connection);
        if (given is null)
            await MediaTables.CreateIfMissingAsync(database, cancellationToken);

        await using var functions = CurationFunctions.Deploy(
            cloud,
            new CurationOptions { DatabaseConnection = connection, CatalogTables = await MediaTables.ListAsync(database, cancellationToken) });
        var request = new JsonObject { ["extras"] = extras, ["changedBy"] = $"{Environment.UserName} (policy)" };
        var result = await cloud.Lambda.InvokeAsync(
            functions.NameOf("PublishPolicy"), Encoding.UTF8.GetBytes(request.ToJsonString()), cancellationToken);
        var answer = JsonNode.Parse(result.Payload.Span)!;
        if (result.IsError)
            return Screen.Fail($"{answer["errorType"]}: {answer["errorMessage"]}");

        await PolicyView.ShowAsync(database, cancellationToken);
        Screen.Say($"Version {answer["version"]}: {answer["added"]} rows added, {answer["changed"]} changed, {answer["removed"]} removed.");
        foreach (var warning in answer["warnings"]!.AsArray())
            Screen.Say($"Production would refuse this. {warning}");

        return 0;
    }
}
