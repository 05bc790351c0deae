using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using Local.Preview;

namespace Local.Commands;

/// <summary><c>preview</c>: the page of a labelling job as a worker sees it, until Ctrl-C, or once into a file.</summary>
internal static class PreviewCommand
{
    private static readonly JsonSerializerOptions AsText = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Command Create()
    {
        var template = new Option<FileInfo>("--template") { Description = "Liquid template of a labelling job, unless the product classifier." };
        var data = new Option<FileInfo>("--data")
        {
            Description = "JSON file with what PreAnnotation answers, or an array of that; sample products unless given.",
        };
        var output = new Option<FileInfo>("--output") { Description = "Write the first task's page to this file, instead of showing all until Ctrl-C." };
        var command = new Command("preview", "Show the page on which a Ground Truth worker answers, with sample products.") { template, data, output };
        command.SetAction((arguments, cancellationToken) => RunAsync(
            arguments.GetValue(template)?.FullName ?? LiquidTemplate.ProductClassifier,
            arguments.GetValue(data),
            arguments.GetValue(output),
            cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(string templateFile, FileInfo? data, FileInfo? output, CancellationToken cancellationToken)
    {
        if (!File.Exists(templateFile))
            return Screen.Fail($"There is no file {templateFile}.");
        if (output?.FullName is { } page && (page == templateFile || page == data?.FullName))
            return Screen.Fail($"{page} would be overwritten, which the page is made from; allowed is another --output.");

        try
        {
            var inputs = data is null ? TaskInputs.Sample() : TaskInputs.Parse(await File.ReadAllTextAsync(data.FullName, cancellationToken));
            var template = await LiquidTemplate.OpenAsync(templateFile, Console.Error.WriteLine, cancellationToken);
            var tasks = inputs.Select(input => new WorkerTask(template, input)).ToList();
            await (output is null ? ShowAsync(tasks, cancellationToken) : WriteAsync(tasks[0], output, cancellationToken));
            return 0;
        }
        catch (FormatException e)
        {
            return Screen.Fail($"{data!.FullName} is {e.Message}.");
        }
        catch (InvalidTemplate e)
        {
            return Screen.Fail(e.Message);
        }
    }

    private static async Task WriteAsync(WorkerTask task, FileInfo output, CancellationToken cancellationToken)
    {
        await File.WriteAllTextAsync(output.FullName, await task.RenderAsync(cancellationToken), cancellationToken);
        Screen.Say($"{output.FullName} is the page, with all that it needs.");
    }

    private static async Task ShowAsync(List<WorkerTask> tasks, CancellationToken cancellationToken)
    {
        await using var server = await PreviewServer.StartAsync(
            tasks, answer => Console.WriteLine($"Task {answer.Task}: {answer.ToAnnotation().ToJsonString(AsText)}"), cancellationToken);
        Console.WriteLine($"{server.Url} shows the first of {tasks.Count}; the template is read anew with each page. Ctrl-C ends it.");
        Console.WriteLine("What is submitted appears here as PostAnnotation gets it:");
        var stopped = new TaskCompletionSource();
        await using (cancellationToken.Register(stopped.SetResult))
            await stopped.Task;
    }
}
