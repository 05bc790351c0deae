using System.Globalization;
using Local.Processes;

namespace Local.StepFunctions;

/// <summary>
/// Step Functions as moto plays it. Its Lambda tasks are calls to our Lambda endpoint. RedriveExecution is the one thing that
/// we would like to have and that it lacks.
/// </summary>
public sealed class StepFunctionsServer : IAsyncDisposable
{
    private const string Script = "moto_step_functions.py";
    private const string Announcement = "listening on ";
    private const int PackageMissing = 86;
    private const string InstallCommand = "python3 -m pip install 'moto[server,stepfunctions]>=5.2'";

    private readonly ChildProcess process;

    private StepFunctionsServer(ChildProcess process, Uri endpoint)
    {
        this.process = process;
        Endpoint = endpoint;
    }

    /// <summary>What an AWS client takes as its ServiceURL; any region, any credentials.</summary>
    public Uri Endpoint { get; }

    /// <summary>Starts the server and waits until it answers.</summary>
    /// <param name="lambdaPort">The loopback port where Lambda functions are invoked.</param>
    /// <param name="onLog">Receives the lines that it prints.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="MissingPrerequisiteException">Python or moto is not installed.</exception>
    public static async Task<StepFunctionsServer> StartAsync(int lambdaPort, Action<string>? onLog, CancellationToken cancellationToken)
    {
        if (Executable.Find("python3") is not { } python)
        {
            throw new MissingPrerequisiteException(
                "Python is not installed, and Step Functions runs on it: install it with 'sudo apt-get install python3 python3-pip'.");
        }

        var announced = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        var process = await ChildProcess.StartAsync(new ChildProcessOptions
        {
            Command = [python, "-c", EmbeddedText.Read(Script)],

            // Moto sends what its state machines call to this port, believing it to be its own.
            Environment = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["MOTO_PORT"] = lambdaPort.ToString(CultureInfo.InvariantCulture),
            },
            OnLine = line =>
            {
                onLog?.Invoke(line);
                if (line.StartsWith(Announcement, StringComparison.Ordinal))
                    announced.TrySetResult(int.Parse(line.AsSpan(Announcement.Length), CultureInfo.InvariantCulture));
            },
        });
        try
        {
            await Task.WhenAny(announced.Task, process.Exited).WaitAsync(cancellationToken);
            if (process.Exited.IsCompleted)
                throw await WhyItEndedAsync(process);

            var endpoint = new UriBuilder(Uri.UriSchemeHttp, "127.0.0.1", await announced.Task).Uri;
            await SwitchExecutionOnAsync(endpoint, cancellationToken);
            return new StepFunctionsServer(process, endpoint);
        }
        catch
        {
            await process.DisposeAsync();
            throw;
        }
    }

    public ValueTask DisposeAsync() => process.DisposeAsync();

    private static async Task<Exception> WhyItEndedAsync(ChildProcess process) =>
        await process.Exited == PackageMissing
            ? new MissingPrerequisiteException(
                $"Step Functions needs moto 5.2 or later ({process.LastLines}): install it with \"{InstallCommand}\".")
            : new InvalidOperationException($"moto did not start:\n{process.LastLines}");

    /// <summary>Otherwise moto only pretends that executions run.</summary>
    private static async Task SwitchExecutionOnAsync(Uri endpoint, CancellationToken cancellationToken)
    {
        using var handler = new SocketsHttpHandler { UseProxy = false };
        using var client = new HttpClient(handler);

        // With its length, which JSON content that is written as it goes does not have and moto asks for.
        using var content = new StringContent("""{"stepfunctions": {"execute_state_machine": true}}""");
        using var response = await client.PostAsync(new Uri(endpoint, "moto-api/config"), content, cancellationToken);
        response.EnsureSuccessStatusCode();
    }
}
