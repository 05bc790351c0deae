using System.CommandLine;
using System.Text.Json.Nodes;

namespace Local.Commands.Labeling;

/// <summary><c>labels MANIFEST --attribute NAME --provider NAME --output FILE</c>.</summary>
internal static class LabelsCommand
{
    public static Command Create()
    {
        var manifest = new Argument<FileInfo>("manifest") { Description = "A labelling job's output manifest." };
        var attribute = new Option<string>("--attribute") { Description = "The job's label attribute.", Required = true };
        var provider = new Option<string>("--provider") { Description = "Provider that is written into each tag.", Required = true };
        var output = new Option<FileInfo>("--output") { Description = "The label file.", Required = true };
        var confidence = new Option<decimal?>("--min-confidence") { Description = "Leave out less sure labels (0)." };
        var taxonomy = new Option<FileInfo>("--taxonomy") { Description = "The taxonomy, if labels are ids of categories." };
        var ancestors = new Option<bool>("--ancestors") { Description = "Add the categories above each label." };
        var command = new Command("labels", "Make a label file of a job's labels, which 'ingest' takes.")
        {
            manifest, attribute, provider, output, confidence, taxonomy, ancestors,
        };
        command.SetAction(async (arguments, cancellationToken) =>
        {
            var file = arguments.GetRequiredValue(output);
            var answer = await LabelingCommand.RunAsync(
                "LabelsToIngest",
                [("source", arguments.GetRequiredValue(manifest)), ("taxonomy", arguments.GetValue(taxonomy))],
                new JsonObject
                {
                    ["labelAttribute"] = arguments.GetRequiredValue(attribute),
                    ["provider"] = arguments.GetRequiredValue(provider),
                    ["minConfidence"] = arguments.GetValue(confidence),
                    ["ancestors"] = arguments.GetValue(ancestors),
                },
                file.FullName,
                cancellationToken);
            if (answer is null)
                return 1;

            Screen.Say($"Next: ingest {file} --provider {arguments.GetRequiredValue(provider)}");
            return 0;
        });
        return command;
    }
}
