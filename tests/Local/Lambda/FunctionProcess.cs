using System.ComponentModel;
using System.Globalization;
using Local.Processes;

namespace Local.Lambda;

/// <summary>Runs a function's program with what a Lambda finds in its environment.</summary>
internal static class FunctionProcess
{
    /// <returns>Why it ended, as the error of the request that it was working on.</returns>
    public static async Task<Func<string, InvocationResult>> RunAsync(
        FunctionOptions options, ExecutionEnvironment environment, string runtimeApi, Action<string>? log)
    {
        try
        {
            await using var process = await StartAsync(options, environment.Name, runtimeApi, log);
            environment.Attach(process);
            var exitCode = await process.Exited;
            return requestId => InvocationResult.Ended(requestId, exitCode);
        }
        catch (Exception error) when (error is MissingPrerequisiteException or Win32Exception)
        {
            return requestId => InvocationResult.NotStarted(requestId, error.Message);
        }
    }

    private static Task<ChildProcess> StartAsync(FunctionOptions options, string environmentName, string runtimeApi, Action<string>? log)
    {
        var environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            // The name in the path tells us which process asks.
            ["AWS_LAMBDA_RUNTIME_API"] = $"{runtimeApi}/{environmentName}",
            ["_HANDLER"] = options.Handler ?? options.Name,
            ["AWS_LAMBDA_FUNCTION_NAME"] = options.Name,
            ["AWS_LAMBDA_FUNCTION_VERSION"] = "$LATEST",
            ["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"] = options.MemoryMb.ToString(CultureInfo.InvariantCulture),
            ["AWS_LAMBDA_INITIALIZATION_TYPE"] = "on-demand",
            ["AWS_LAMBDA_LOG_GROUP_NAME"] = $"/aws/lambda/{options.Name}",
            ["AWS_LAMBDA_LOG_STREAM_NAME"] = environmentName,
            ["AWS_REGION"] = FunctionName.Region,
            ["AWS_DEFAULT_REGION"] = FunctionName.Region,
            ["AWS_ACCESS_KEY_ID"] = "local",
            ["AWS_SECRET_ACCESS_KEY"] = "local",
            ["AWS_SESSION_TOKEN"] = "local",
            ["AWS_EC2_METADATA_DISABLED"] = "true",

            // What the template gives all functions.
            ["MALLOC_ARENA_MAX"] = "2",
        };
        foreach (var (name, value) in options.Environment)
            environment[name] = value;

        return ChildProcess.StartAsync(new ChildProcessOptions
        {
            Command = options.Command,
            Environment = environment,
            OnLine = log is null ? null : line => log($"[{environmentName}] {line}"),
        });
    }
}
