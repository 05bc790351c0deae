using System.CommandLine;
using System.Text.Json.Nodes;

namespace Local.Commands.Labeling;

/// <summary><c>taxonomy SHEET --output FILE</c>.</summary>
internal static class TaxonomyCommand
{
    public static Command Create()
    {
        var sheet = new Argument<FileInfo>("sheet") { Description = "Categories as CSV, with the columns id, name and parent." };
        var output = new Option<FileInfo>("--output") { Description = "The taxonomy, as JSON.", Required = true };
        var delimiter = new Option<string>("--delimiter") { Description = "What stands between columns (,)." };
        var command = new Command("taxonomy", "Make the tree of categories that workers choose from.") { sheet, output, delimiter };
        command.SetAction(async (arguments, cancellationToken) =>
            await LabelingCommand.RunAsync(
                "BuildTaxonomy",
                [("source", arguments.GetRequiredValue(sheet))],
                new JsonObject { ["delimiter"] = arguments.GetValue(delimiter) },
                arguments.GetRequiredValue(output).FullName,
                cancellationToken) is null ? 1 : 0);
        return command;
    }
}
