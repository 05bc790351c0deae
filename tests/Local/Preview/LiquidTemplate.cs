using System.Text.Json.Nodes;
using Local.Processes;

namespace Local.Preview;

/// <summary>A worker template, rendered by a real Liquid engine with the filters and the escaping that Ground Truth has.</summary>
public sealed class LiquidTemplate
{
    private readonly string file;
    private readonly string node;
    private readonly string packages;

    private LiquidTemplate(string file, string node, string packages) => (this.file, this.node, this.packages) = (file, node, packages);

    /// <summary>The template that this repository has for product categories.</summary>
    public static string ProductClassifier => Path.Combine(AppContext.BaseDirectory, "WorkerPage", "product-classifier.liquid.html");

    /// <param name="file">The template's file, read anew for each rendering.</param>
    /// <param name="onProgress">Receives what is worth telling while the engine is installed, which happens once.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="MissingPrerequisiteException">Node.js or the engine is missing.</exception>
    public static async Task<LiquidTemplate> OpenAsync(string file, Action<string>? onProgress, CancellationToken cancellationToken)
    {
        if (Executable.Find("node") is not { } node)
        {
            throw new MissingPrerequisiteException(
                "Node.js is not installed, and the Liquid engine runs on it: install it with 'sudo apt-get install nodejs npm'.");
        }

        return new LiquidTemplate(Path.GetFullPath(file), node, await LiquidPackage.FindOrInstallAsync(onProgress, cancellationToken));
    }

    /// <param name="taskInput">What PreAnnotation answers as <c>taskInput</c>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="InvalidTemplate">The template cannot be read or rendered.</exception>
    public async Task<string> RenderAsync(JsonObject taskInput, CancellationToken cancellationToken)
    {
        using var folder = ThrowawayFolder.Create("preview");
        var (input, page) = (Path.Combine(folder.Path, "input.json"), Path.Combine(folder.Path, "page.html"));
        await File.WriteAllTextAsync(input, taskInput.ToJsonString(), cancellationToken);
        await using var process = await ChildProcess.StartAsync(new ChildProcessOptions
        {
            Command = [node, "-e", EmbeddedText.Read("render-liquid.js"), file, input, page],
            Environment = new Dictionary<string, string>(StringComparer.Ordinal) { ["NODE_PATH"] = packages },
        });
        if (await process.Exited.WaitAsync(cancellationToken) != 0)
            throw new InvalidTemplate($"{file} cannot be rendered: {process.LastLines}");

        return await File.ReadAllTextAsync(page, cancellationToken);
    }
}
