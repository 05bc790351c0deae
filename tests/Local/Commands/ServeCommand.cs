using System.CommandLine;

namespace Local.Commands;

/// <summary><c>serve</c>: the cloud stays up until Ctrl-C, for other clients and debuggers.</summary>
internal static class ServeCommand
{
    public static Command Create()
    {
        var database = DatabaseOption.Create();
        var command = new Command("serve", "Keep the local cloud up for other clients, until Ctrl-C.") { database };
        command.SetAction((arguments, cancellationToken) => RunAsync(arguments.GetValue(database), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(string? database, CancellationToken cancellationToken)
    {
        await using var sample = await SampleCloud.StartAsync(database, Console.WriteLine, cancellationToken);
        Show(sample);
        var stopped = new TaskCompletionSource();
        await using (cancellationToken.Register(stopped.SetResult))
            await stopped.Task;

        Screen.Say("Stopping …");
        return 0;
    }

    private static void Show(SampleCloud sample)
    {
        var (cloud, machine) = (sample.Cloud, sample.Pipeline.StateMachineArn);
        Console.WriteLine(
            $$"""
            Step Functions  {{cloud.StepFunctionsEndpoint}}
            State machine   {{machine}}
            To take back    {{sample.Pipeline.UndoStateMachineArn}}
            Lambda          {{cloud.Lambda.ServiceUrl}}
            S3              {{cloud.S3.ServiceUrl}}
            Sample          {{SampleCloud.Source}}
            Database        {{sample.DatabaseConnection}}

            Start a run:
              aws stepfunctions start-execution --endpoint-url {{cloud.StepFunctionsEndpoint}} \
                --state-machine-arn {{machine}} --name first-run --input '{"source": "{{SampleCloud.Source}}"}'
            Or as a file that lands in S3 does, by the notification of it:
              curl --data @tests/events/start-ingest.json {{cloud.Lambda.ServiceUrl}}2015-03-31/functions/StartIngest/invocations
            Take a function's invocations in a debugger: run Ingest there, with the function's variables and
              AWS_LAMBDA_RUNTIME_API=127.0.0.1:{{cloud.Lambda.Port}}/LoadShard
            """);
    }
}
