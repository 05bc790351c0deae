using System.CommandLine;
using Local.Commands;
using Local.Commands.Curation;
using Local.Commands.Labeling;
using Local.Processes;
using Npgsql;

Screen.Prepare();
var root = new RootCommand(
    "Runs the label ingestion on this machine: PostgreSQL, Step Functions, S3 and Lambda on loopback, the real functions and the real "
    + "state machine. Without a verb it ingests a generated sample.");
SampleCommand.AddTo(root);
root.Subcommands.Add(IngestCommand.Create());
root.Subcommands.Add(GenerateCommand.Create());
root.Subcommands.Add(InvokeCommand.Create());
root.Subcommands.Add(RunsCommand.Create());
root.Subcommands.Add(UndoCommand.Create());
root.Subcommands.Add(ServeCommand.Create());
root.Subcommands.Add(PreviewCommand.Create());
root.Subcommands.Add(TaxonomyCommand.Create());
root.Subcommands.Add(CopyImagesCommand.Create());
root.Subcommands.Add(ManifestCommand.Create());
root.Subcommands.Add(EvaluateCommand.Create());
root.Subcommands.Add(LabelsCommand.Create());
root.Subcommands.Add(PolicyCommand.Create());
root.Subcommands.Add(InventoryCommand.Create());
root.Subcommands.Add(RefreshCommand.Create());

// Ctrl-C stops servers and processes in their order, which takes a moment.
var invocation = new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = TimeSpan.FromSeconds(20) };
try
{
    return await root.Parse(args).InvokeAsync(invocation);
}
catch (MissingPrerequisiteException e)
{
    return Screen.Fail(e.Message);
}
catch (NpgsqlException e)
{
    return Screen.Fail($"The database cannot be used: {e.Message}");
}
catch (Exception e) when (e is IOException or UnauthorizedAccessException)
{
    return Screen.Fail(e.Message);
}
catch (OperationCanceledException)
{
    return Screen.Fail("Stopped.");
}
