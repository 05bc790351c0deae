using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Catalog.Surfacing;
using Local.Deployment;
using Local.SampleCatalog;
using Npgsql;
using Spectre.Console;

namespace Local.Commands.Curation;

/// <summary><c>refresh --database CONNECTION</c>: brings what the policy lets through into the API's table, through the real state machine.</summary>
internal static class RefreshCommand
{
    public static Command Create()
    {
        var database = DatabaseOption.Create();
        database.Required = true;
        var table = new Option<string>("--table") { Description = "Catalog table that is read.", DefaultValueFactory = _ => "image" };
        var target = new Option<string>("--target") { Description = "The API's table, as table or schema.table.", DefaultValueFactory = _ => "api_image" };
        var dryRun = new Option<bool>("--dry-run") { Description = "Count the rows and tags that would appear and vanish; write nothing to the API's table." };
        var json = new Option<bool>("--json") { Description = "Print the answer as one JSON object, and nothing else." };
        var command = new Command("refresh", "Bring the tags that the policy lets through into the API's table. The catalog is only read.") { database, table, target, dryRun, json };
        command.SetAction((arguments, cancellationToken) => RunAsync(
            arguments.GetRequiredValue(database),
            new JsonObject
            {
                ["table"] = arguments.GetRequiredValue(table),
                ["target"] = arguments.GetRequiredValue(target),
                ["dryRun"] = arguments.GetValue(dryRun),
            },
            arguments.GetValue(json),
            cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(string connection, JsonObject input, bool json, CancellationToken cancellationToken)
    {
        // A database that cannot be reached is said at once, rather than after all that the state machine tries.
        string catalogTables;
        await using (var database = NpgsqlDataSource.Create(connection))
            catalogTables = await MediaTables.ListAsync(database, cancellationToken);

        // On this machine, whoever names tables is the one to allow them. Still nobody writes to another table of the catalog.
        var options = new CurationOptions
        {
            DatabaseConnection = connection,
            CatalogTables = $"{(string)input["table"]!},{catalogTables}".TrimEnd(','),
            ApiTables = (string)input["target"]!,
        };
        await using var cloud = await LocalCloud.StartAsync(new LocalCloudOptions { WithPostgres = false }, cancellationToken);
        await using var functions = CurationFunctions.Deploy(cloud, options);
        var refresh = await functions.CreateStateMachineAsync("refresh-surfaced", cancellationToken);
        var name = string.Create(CultureInfo.InvariantCulture, $"local-{DateTime.UtcNow:yyyyMMdd-HHmmss}-{Random.Shared.Next(0x10000):x4}");
        var outcome = await refresh.RunAsync(name, input, cancellationToken);
        return outcome.Succeeded ? Show(outcome.Output!, json) : ShowFailure(outcome, name, json);
    }

    private static int Show(string output, bool json)
    {
        if (json)
        {
            Console.WriteLine(output);
            return 0;
        }

        var summary = JsonSerializer.Deserialize<RefreshSummary>(output, JsonSerializerOptions.Web)!;
        AnsiConsole.MarkupLineInterpolated($"[bold]{summary.RefreshId}[/]{(summary.DryRun ? "  dry run: the API's table is as it was" : "")}");
        var counts = new Table().Border(TableBorder.None).HideHeaders().AddColumn("what").AddColumn(new TableColumn("count").RightAligned()).AddColumn("remark");
        Add(counts, "Rows", summary.Rows, "of the catalog");
        Add(counts, "Missing", summary.Missing, "of them the API's table does not have");
        Add(counts, "Orphaned", summary.Orphaned, "rows that only the API's table has");
        Add(counts, summary.DryRun ? "To change" : "Changed", summary.Changed, "rows that showed something else");
        Add(counts, summary.DryRun ? "To appear" : "Appeared", summary.Appeared, "tags");
        Add(counts, summary.DryRun ? "To vanish" : "Vanished", summary.Vanished, "tags");
        AnsiConsole.Write(counts);
        if (summary.PolicyChanged)
            Screen.Say("The policy was changed meanwhile: run it again.");

        return 0;
    }

    private static int ShowFailure(ExecutionOutcome outcome, string refreshId, bool json)
    {
        if (json)
            Console.WriteLine(JsonSerializer.Serialize(new { refreshId, outcome.Error, outcome.Message }, JsonSerializerOptions.Web));

        return Screen.Fail($"The execution failed with {outcome.Error}: {outcome.Message}");
    }

    private static void Add(Table table, string what, long count, string remark) =>
        table.AddRow(new Text(what), new Text(Screen.Count(count)), new Text(remark, new Style(Color.Grey)));
}
