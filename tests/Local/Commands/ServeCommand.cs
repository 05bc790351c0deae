using System.CommandLine;
using Spectre.Console;

namespace Local.Commands;

/// <summary><c>serve</c>: the cloud stays up until Ctrl-C, for other clients and debuggers.</summary>
internal static class ServeCommand
{
    public static Command Create()
    {
        var database = new Option<string>("--database") { Description = "Connection string of a catalog database to use instead of a throw-away one." };
        var command = new Command("serve", "Keep the local cloud up for other clients, until Ctrl-C.") { database };
        command.SetAction((arguments, cancellationToken) => RunAsync(arguments.GetValue(database), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(string? database, CancellationToken cancellationToken)
    {
        await using var sample = await SampleCloud.StartAsync(database, Console.WriteLine, cancellationToken);
        AnsiConsole.Write(Endpoints(sample));
        var stopped = new TaskCompletionSource();
        await using (cancellationToken.Register(stopped.SetResult))
            await stopped.Task;

        Screen.Say("Stopping …");
        return 0;
    }

    private static Table Endpoints(SampleCloud sample) =>
        new Table().Border(TableBorder.None).HideHeaders().AddColumns("what", "where")
            .AddRow("Step Functions", sample.Cloud.StepFunctionsEndpoint.ToString())
            .AddRow("State machine", sample.Pipeline.StateMachineArn)
            .AddRow("Lambda", sample.Cloud.Lambda.ServiceUrl.ToString())
            .AddRow("S3", sample.Cloud.S3.ServiceUrl.ToString())
            .AddRow("Sample", SampleCloud.Source)
            .AddRow("Database", Markup.Escape(sample.DatabaseConnection))
            .AddEmptyRow()
            .AddRow("Start a run", Markup.Escape(
                $$"""aws stepfunctions start-execution --endpoint-url {{sample.Cloud.StepFunctionsEndpoint}} --state-machine-arn {{sample.Pipeline.StateMachineArn}} --name first-run --input '{"source": "{{SampleCloud.Source}}"}'"""))
            .AddRow("Debug a function", $"AWS_LAMBDA_RUNTIME_API=127.0.0.1:{sample.Cloud.Lambda.Port}/LoadShard, with the function's variables, in your debugger");
}
