using System.CommandLine;
using System.Text.Json.Nodes;

namespace Local.Commands.Labeling;

/// <summary><c>evaluate MANIFEST --gold FILE --attribute NAME --output FOLDER</c>.</summary>
internal static class EvaluateCommand
{
    public static Command Create()
    {
        var manifest = new Argument<FileInfo>("manifest") { Description = "A labelling job's output manifest." };
        var gold = new Option<FileInfo>("--gold") { Description = "What is right: CSV with the columns source-ref and label.", Required = true };
        var attribute = new Option<string>("--attribute") { Description = "The job's label attribute.", Required = true };
        var output = new Option<DirectoryInfo>("--output") { Description = "Folder for report.html and report.json.", Required = true };
        var second = new Option<FileInfo>("--second") { Description = "Another job's output manifest, to compare." };
        var taxonomy = new Option<FileInfo>("--taxonomy") { Description = "The taxonomy, to call categories by their names." };
        var consensus = new Option<decimal?>("--consensus") { Description = "Share of the workers that is consensus (more than half)." };
        var price = new Option<decimal?>("--price") { Description = "Price of one answer of one worker." };
        var size = new Option<long?>("--target-size") { Description = "How many usable labels are wanted in the end." };
        var command = new Command("evaluate", "Tell how good a job's labels are, and what usable ones cost.")
        {
            manifest, gold, attribute, output, second, taxonomy, consensus, price, size,
        };
        command.SetAction(async (arguments, cancellationToken) =>
            await LabelingCommand.RunAsync(
                "EvaluateLabels",
                [
                    ("source", arguments.GetRequiredValue(manifest)), ("gold", arguments.GetRequiredValue(gold)),
                    ("second", arguments.GetValue(second)), ("taxonomy", arguments.GetValue(taxonomy)),
                ],
                new JsonObject
                {
                    ["labelAttribute"] = arguments.GetRequiredValue(attribute),
                    ["consensus"] = arguments.GetValue(consensus),
                    ["pricePerTask"] = arguments.GetValue(price),
                    ["targetSize"] = arguments.GetValue(size),
                },
                $"{arguments.GetRequiredValue(output).FullName}/",
                cancellationToken) is null ? 1 : 0);
        return command;
    }
}
