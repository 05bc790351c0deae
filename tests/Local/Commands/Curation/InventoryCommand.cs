using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Local.Deployment;
using Npgsql;
using Spectre.Console;

namespace Local.Commands.Curation;

/// <summary><c>inventory --database CONNECTION --output FOLDER</c>: which labels the catalog has, found through the real state machine.</summary>
internal static class InventoryCommand
{
    public static Command Create()
    {
        var database = DatabaseOption.Create();
        database.Required = true;
        var output = new Option<DirectoryInfo>("--output") { Description = "Folder for inventory.csv, providers.csv and inventory.html.", Required = true };
        var table = new Option<string>("--table") { Description = "Catalog table that is read.", DefaultValueFactory = _ => "image" };
        var providers = new Option<string[]>("--provider")
        {
            Description = "Provider whose labels are counted; several may follow, and \"\" stands for tags without one. Without the option, all.",
            AllowMultipleArgumentsPerToken = true,
        };
        var command = new Command("inventory", "List the labels that the catalog has of each provider. The catalog is only read.") { database, output, table, providers };
        command.SetAction((arguments, cancellationToken) => RunAsync(
            arguments.GetRequiredValue(database),
            Input(arguments.GetRequiredValue(table), arguments.GetValue(providers)),
            arguments.GetRequiredValue(output),
            cancellationToken));
        return command;
    }

    private static JsonObject Input(string table, string[]? providers)
    {
        var input = new JsonObject { ["table"] = table };
        if (providers is { Length: > 0 })
            input["providers"] = new JsonArray([.. providers.Select(provider => JsonValue.Create(provider))]);

        return input;
    }

    private static async Task<int> RunAsync(string connection, JsonObject input, DirectoryInfo output, CancellationToken cancellationToken)
    {
        // A database that cannot be reached is said at once, rather than after all that the state machine tries.
        await using (var database = NpgsqlDataSource.Create(connection))
        await using (await database.OpenConnectionAsync(cancellationToken))
        {
        }

        // On this machine, whoever names the table is the one to allow it.
        var options = new CurationOptions { DatabaseConnection = connection, CatalogTables = (string)input["table"]! };
        await using var cloud = await LocalCloud.StartAsync(new LocalCloudOptions { WithPostgres = false }, cancellationToken);
        await using var functions = CurationFunctions.Deploy(cloud, options);
        var inventory = await functions.CreateStateMachineAsync("inventory-tags", cancellationToken);
        var name = string.Create(CultureInfo.InvariantCulture, $"local-{DateTime.UtcNow:yyyyMMdd-HHmmss}-{Random.Shared.Next(0x10000):x4}");
        var outcome = await inventory.RunAsync(name, input, cancellationToken);
        if (!outcome.Succeeded)
            return Screen.Fail($"The execution failed with {outcome.Error}: {outcome.Message}");

        var answer = JsonNode.Parse(outcome.Output!)!;
        Show(answer);
        output.Create();
        foreach (var file in new[] { "csv", "providersCsv", "page" })
            Screen.Say(await SaveAsync(cloud, (string)answer["found"]![file]!, output, cancellationToken));

        return 0;
    }

    private static void Show(JsonNode answer)
    {
        var found = answer["found"]!;
        AnsiConsole.MarkupLineInterpolated($"[bold]{(string)answer["inventoryId"]!}[/]  {Count(answer["rows"])} images read, {Count(found["taggedRows"])} with tags");
        AnsiConsole.MarkupLineInterpolated($"{Count(found["tags"])} tags, {Count(found["oddTags"])} of them odd; {Count(found["providerCount"])} providers");
        var table = new Table().Border(TableBorder.None).AddColumn("Provider");
        foreach (var heading in new[] { "Labels", "Tags", "Images", "Withheld", "Tags to be shown", "on images" })
            table.AddColumn(new TableColumn(heading).RightAligned());

        foreach (var provider in found["providers"]!.AsArray())
        {
            table.AddRow(
                new Text((string)provider!["provider"]! is { Length: > 0 } name ? Screen.Plain(name) : "(no provider)"),
                new Text(Count(provider["labels"])),
                new Text(Count(provider["tags"])),
                new Text(Count(provider["images"])),
                new Text((bool)provider["withheld"]! ? "yes" : "no"),
                new Text(Count(provider["wouldSurfaceTags"])),
                new Text(Count(provider["wouldSurfaceImages"])));
        }

        AnsiConsole.Write(table);
    }

    private static async Task<string> SaveAsync(LocalCloud cloud, string location, DirectoryInfo output, CancellationToken cancellationToken)
    {
        var key = location[$"s3://{CurationFunctions.ResultsBucket}/".Length..];
        var path = Path.Combine(output.FullName, Path.GetFileName(key));
        await using var content = cloud.S3.OpenRead(CurationFunctions.ResultsBucket, key);
        await using var copy = File.Create(path);
        await content.CopyToAsync(copy, cancellationToken);
        return path;
    }

    private static string Count(JsonNode? number) => Screen.Count((long)number!);
}
