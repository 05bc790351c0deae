using System.CommandLine;
using System.Text.Json.Nodes;

namespace Local.Commands.Labeling;

/// <summary><c>copy-images PRODUCTS --output FOLDER</c>.</summary>
internal static class CopyImagesCommand
{
    /// <summary>Folder within the output that keeps what a run has copied which was not brought to its end.</summary>
    private const string Unfinished = ".unfinished";

    private static readonly string[] Lists = ["products.csv", "products.jsonl", "failures.csv"];

    public static Command Create()
    {
        var products = new Argument<FileInfo>("products") { Description = "Products as CSV or JSON Lines, each with the address of its image." };
        var output = new Option<DirectoryInfo>("--output")
        {
            Description = "Folder for images and lists. Images that are there already are not fetched again.",
            Required = true,
        };
        var id = new Option<string>("--id") { Description = "Column with the product's id (id)." };
        var url = new Option<string>("--url") { Description = "Column with the image's address (image_url)." };
        var hosts = new Option<string[]>("--allow-host") { Description = "A private host:port that images may come from, for a test." };
        var command = new Command("copy-images", "Copy product images from the web, as for a labelling job.") { products, output, id, url, hosts };
        command.SetAction((arguments, cancellationToken) => RunAsync(
            arguments.GetRequiredValue(products),
            arguments.GetRequiredValue(output),
            new JsonObject { ["id"] = arguments.GetValue(id) ?? "id", ["url"] = arguments.GetValue(url) ?? "image_url" },
            arguments.GetValue(hosts) ?? [],
            cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(
        FileInfo products, DirectoryInfo output, JsonObject request, string[] allowedHosts, CancellationToken cancellationToken)
    {
        if (!products.Exists)
            return Screen.Fail($"There is no file {products.FullName}.");
        if (Lists.Any(list => Path.Join(output.FullName, list) == products.FullName))
            return Screen.Fail($"{products.FullName} would be overwritten; allowed is another --output than the folder of the products.");

        var environment = new Dictionary<string, string>(StringComparer.Ordinal) { ["IMAGE_HOSTS_ALLOWED"] = string.Join(',', allowedHosts) };
        var unfinished = new DirectoryInfo(Path.Combine(output.FullName, Unfinished));
        if (!await CopyAsync(products, output, unfinished, request, environment, cancellationToken))
            return 1;

        unfinished.Delete(recursive: true);
        Screen.Say(output.FullName);
        return 0;
    }

    private static async Task<bool> CopyAsync(
        FileInfo products,
        DirectoryInfo output,
        DirectoryInfo unfinished,
        JsonObject request,
        Dictionary<string, string> environment,
        CancellationToken cancellationToken)
    {
        await using var session = await LabelingSession.StartAsync(environment, unfinished, cancellationToken);
        session.Resume("images/", new DirectoryInfo(Path.Combine(output.FullName, "images")));
        request["source"] = session.Input(products);
        request["target"] = LabelingSession.Target("");
        while (await session.InvokeAsync("CopyImages", request, cancellationToken) is { } answer)
        {
            LabelingCommand.Show(answer);
            if ((bool)answer["done"]!)
            {
                return await session.SaveAsync("", $"{output.FullName}/", cancellationToken) is not null;
            }
        }

        return false;
    }
}
