using System.CommandLine;

namespace Local.Commands;

/// <summary><c>ingest FILE</c>, and, without a verb, the same with a generated sample.</summary>
internal static class IngestCommand
{
    public static Command Create()
    {
        var file = new Argument<FileInfo>("file") { Description = "A label file in JSON Lines." };
        var options = new IngestOptions();
        var command = new Command("ingest", "Ingest a label file through the real state machine into a catalog.") { file };
        options.AddTo(command);
        command.SetAction((arguments, cancellationToken) =>
        {
            var path = arguments.GetRequiredValue(file);
            return path.Exists
                ? new IngestSession(options.Read(arguments)).RunAsync(path.FullName, imagesShare: 1, cancellationToken)
                : Task.FromResult(Screen.Fail($"There is no file {path.FullName}."));
        });
        return command;
    }
}
