using System.CommandLine;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Local.Commands.Curation;
using Local.Commands.Labeling;
using Local.Deployment;
using Local.Lambda;

namespace Local.Commands;

/// <summary><c>invoke FUNCTION --event FILE</c>: one function, as Lambda would invoke it.</summary>
internal static class InvokeCommand
{
    public static Command Create()
    {
        var function = new Argument<string>("function") { Description = "Name of the function." };
        function.AcceptOnlyFromAmong([.. IngestPipeline.Functions, .. CurationFunctions.Functions, .. LabelingFunctions.Functions]);
        var file = new Option<FileInfo>("--event") { Description = "File with the event, as JSON. tests/events has one for each function.", Required = true };
        var database = DatabaseOption.Create();
        var command = new Command("invoke", $"Invoke one function with an event, in a cloud that has a sample at {SampleCloud.Source}.") { function, file, database };
        command.SetAction((arguments, cancellationToken) => RunAsync(
            arguments.GetRequiredValue(function), arguments.GetRequiredValue(file), arguments.GetValue(database), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(string function, FileInfo file, string? database, CancellationToken cancellationToken)
    {
        if (!file.Exists)
            return Screen.Fail($"There is no file {file.FullName}.");

        if (Parse(await File.ReadAllTextAsync(file.FullName, cancellationToken)) is not { } request)
            return Screen.Fail($"{file.FullName} is not a JSON object.");

        // As the file has it: a request that no JSON writer would write is one to be tried, too.
        var bytes = await File.ReadAllBytesAsync(file.FullName, cancellationToken);
        if (LabelingFunctions.Functions.Contains(function))
            return Show(await LabelingSample.InvokeAsync(function, bytes, cancellationToken));

        return CurationFunctions.Functions.Contains(function)
            ? Show(await CurationSample.InvokeAsync(function, bytes, database, cancellationToken))
            : await InvokeStepAsync(function, request, database, cancellationToken);
    }

    private static async Task<int> InvokeStepAsync(string function, JsonObject request, string? database, CancellationToken cancellationToken)
    {
        await using var sample = await SampleCloud.StartAsync(database, Console.Error.WriteLine, cancellationToken);
        var rehearsal = new EventRehearsal(sample.Cloud, sample.Pipeline);
        if (database is null && await rehearsal.RunUpToAsync(function, request, cancellationToken) is { } failure)
            return Screen.Fail(failure);

        return Show(await sample.Cloud.Lambda.InvokeAsync(
            sample.Pipeline.NameOf(function), Encoding.UTF8.GetBytes(request.ToJsonString()), cancellationToken));
    }

    private static int Show(InvocationResult result)
    {
        Console.WriteLine(Encoding.UTF8.GetString(result.Payload.Span));
        return result.IsError ? 1 : 0;
    }

    private static JsonObject? Parse(string json)
    {
        try
        {
            return JsonNode.Parse(json) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
