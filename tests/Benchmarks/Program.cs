using Benchmarks;
using Benchmarks.Report;
using Local.Processes;

// Ctrl-C stops servers and processes in their order, which takes a moment.
var invocation = new System.CommandLine.InvocationConfiguration
{
    EnableDefaultExceptionHandler = false,
    ProcessTerminationTimeout = TimeSpan.FromSeconds(20),
};
try
{
    return await BenchmarkCommand.Create().Parse(args).InvokeAsync(invocation);
}
catch (MissingPrerequisiteException e)
{
    return ResultView.Fail(e.Message);
}
catch (Exception e) when (e is InvalidDataException or InvalidOperationException)
{
    return ResultView.Fail($"This cannot be measured: {e.Message}");
}
catch (OperationCanceledException)
{
    return ResultView.Fail("Stopped.");
}
