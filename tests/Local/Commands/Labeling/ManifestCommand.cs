using System.CommandLine;
using System.Text.Json.Nodes;

namespace Local.Commands.Labeling;

/// <summary><c>manifest PRODUCTS --output FILE</c>.</summary>
internal static class ManifestCommand
{
    public static Command Create()
    {
        var products = new Argument<FileInfo>("products") { Description = "Products as CSV or JSON Lines." };
        var output = new Option<FileInfo>("--output") { Description = "The manifest; what is left out is listed beside it.", Required = true };
        var image = new Option<string>("--image") { Description = "Column with the image's place in S3 (source-ref)." };
        var fields = new Option<string[]>("--field") { Description = "KEY=COLUMN of the manifest, as often as needed (title and description)." };
        var command = new Command("manifest", "Make the input manifest of a labelling job.") { products, output, image, fields };
        command.SetAction(async (arguments, cancellationToken) =>
        {
            var pairs = (arguments.GetValue(fields) ?? []).Select(field => field.Split('=', 2)).ToList();
            if (pairs.Find(pair => pair.Length < 2) is [var word])
                return Screen.Fail($"--field is {word}; allowed is KEY=COLUMN.");
            if (pairs.GroupBy(pair => pair[0], StringComparer.Ordinal).FirstOrDefault(same => same.Count() > 1) is { Key: var key })
                return Screen.Fail($"--field has the key {key} twice; each is allowed once.");

            var answer = await LabelingCommand.RunAsync(
                "BuildManifest",
                [("source", arguments.GetRequiredValue(products))],
                new JsonObject { ["image"] = arguments.GetValue(image), ["fields"] = pairs.Count == 0 ? null : Fields(pairs) },
                arguments.GetRequiredValue(output).FullName,
                cancellationToken);
            return answer is null ? 1 : 0;
        });
        return command;
    }

    private static JsonObject Fields(IEnumerable<string[]> pairs) =>
        new(pairs.Select(pair => KeyValuePair.Create(pair[0], (JsonNode?)pair[1])));
}
