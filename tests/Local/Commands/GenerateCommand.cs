using System.CommandLine;
using System.Diagnostics;
using Local.Generate;

namespace Local.Commands;

/// <summary><c>generate FILE --records N</c>.</summary>
internal static class GenerateCommand
{
    public static Command Create()
    {
        var file = new Argument<FileInfo>("file") { Description = "The file to write." };
        var records = new Option<long>("--records") { Description = "Records to write; 45,059 make 100 MB.", Required = true };
        var seed = new Option<ulong>("--seed") { Description = "Another seed, another file; the same seed, the same file.", DefaultValueFactory = _ => 1 };
        var badLines = new Option<long>("--bad-lines") { Description = "Unreadable lines to write among them (0)." };
        var command = new Command("generate", "Write a label file with the statistics of the real one.") { file, records, seed, badLines };
        command.SetAction((arguments, cancellationToken) => RunAsync(
            arguments.GetRequiredValue(file),
            new GenerateOptions
            {
                Records = arguments.GetValue(records),
                Seed = arguments.GetValue(seed),
                BadLines = arguments.GetValue(badLines),
            },
            cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(FileInfo file, GenerateOptions options, CancellationToken cancellationToken)
    {
        var time = Stopwatch.StartNew();
        GeneratedFile written;
        try
        {
            // Before the file that is there is emptied.
            options.Validate();
            await using var destination = new FileStream(file.FullName, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0);
            written = await LabelFileGenerator.WriteAsync(destination, options, progress: null, cancellationToken);
        }
        catch (ArgumentOutOfRangeException e)
        {
            return Screen.Fail(e.Message);
        }

        Screen.Say(
            $"{file.Name}: {Screen.Bytes(written.Bytes)}, {Screen.Count(written.Records)} records of {Screen.Count(written.DistinctImages)} images, "
            + $"{Screen.Count(written.Labels)} labels, {Screen.Count(written.Empty)} records without any, {Screen.Count(written.BadLines)} "
            + $"unreadable lines, in {Screen.Seconds(time.Elapsed.TotalSeconds)}.");
        return 0;
    }
}
