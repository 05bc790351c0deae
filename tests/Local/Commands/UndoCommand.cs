using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Local.Deployment;
using Npgsql;

namespace Local.Commands;

/// <summary><c>undo RUNID --database CONNECTION</c>: takes a run back through the real state machine.</summary>
internal static class UndoCommand
{
    public static Command Create()
    {
        var runId = new Argument<string>("runid") { Description = "Name of the run, as 'runs' lists it." };
        var database = DatabaseOption.Create();
        database.Required = true;
        var json = new Option<bool>("--json") { Description = "Print the answer as one JSON object, and nothing else." };
        var command = new Command("undo", "Take a run back: its images get their former tags, and what others did since stays.") { runId, database, json };
        command.SetAction((arguments, cancellationToken) => RunAsync(
            arguments.GetRequiredValue(runId), arguments.GetRequiredValue(database), arguments.GetValue(json), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(string runId, string connection, bool json, CancellationToken cancellationToken)
    {
        // A database that cannot be reached is said at once, rather than after all that the state machine tries.
        await using (var database = NpgsqlDataSource.Create(connection))
        await using (await database.OpenConnectionAsync(cancellationToken))
        {
        }

        await using var cloud = await LocalCloud.StartAsync(new LocalCloudOptions { WithPostgres = false }, cancellationToken);
        await using var pipeline = await IngestPipeline.DeployAsync(
            cloud, new PipelineOptions { DatabaseConnection = connection }, cancellationToken);
        var outcome = await pipeline.UndoAsync("undo", new JsonObject { ["runId"] = runId }, cancellationToken);
        return outcome.Succeeded ? Show(outcome.Output!, json) : ShowFailure(outcome, runId, json);
    }

    private static int Show(string output, bool json)
    {
        if (json)
        {
            Console.WriteLine(output);
            return 0;
        }

        var answer = JsonNode.Parse(output)!;
        Screen.Say($"Run {answer["runId"]} is taken back: {Screen.Count((long)answer["restored"]!)} images were given their former tags.");
        return 0;
    }

    private static int ShowFailure(ExecutionOutcome outcome, string runId, bool json)
    {
        if (json)
            Console.WriteLine(JsonSerializer.Serialize(new { runId, outcome.Error, outcome.Message }, JsonSerializerOptions.Web));

        return Screen.Fail($"The execution failed with {outcome.Error}: {outcome.Message}");
    }
}
