using System.Text;
using System.Text.Json.Nodes;
using Local.Deployment;

namespace Local.Commands.Labeling;

/// <summary>
/// One of the labelling job's functions, run over files of this machine: they are its objects in S3, and what it writes there becomes files.
/// </summary>
internal sealed class LabelingSession : IAsyncDisposable
{
    private const string Results = "results/";

    private readonly LocalCloud cloud;
    private readonly HashSet<string> saved = new(StringComparer.Ordinal);
    private readonly List<string> inputs = [];

    private LabelingSession(LocalCloud cloud) => this.cloud = cloud;

    /// <param name="environment">The function's own environment variables.</param>
    /// <param name="keep">Folder that keeps the buckets; a throw-away one unless given.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<LabelingSession> StartAsync(
        IReadOnlyDictionary<string, string>? environment, DirectoryInfo? keep, CancellationToken cancellationToken)
    {
        var options = new LocalCloudOptions { WithPostgres = false, WithStepFunctions = false, S3Folder = keep?.FullName };
        var session = new LabelingSession(await LocalCloud.StartAsync(options, cancellationToken));
        LabelingFunctions.Deploy(session.cloud, environment);
        return session;
    }

    /// <summary>The object that a name under the results is, for a request.</summary>
    public static string Target(string name) => $"s3://{LabelingFunctions.Bucket}/{Results}{name}";

    /// <summary>Makes a file an object.</summary>
    /// <returns>Its S3 location.</returns>
    public string Input(FileInfo file)
    {
        // The name's end says what is in it; the number keeps two files of one name apart.
        inputs.Add(file.FullName);
        var key = $"inputs/{inputs.Count}/{file.Name}";
        cloud.S3.MapFile(LabelingFunctions.Bucket, key, file.FullName);
        return $"s3://{LabelingFunctions.Bucket}/{key}";
    }

    /// <summary>Makes the files that an earlier run saved in a folder objects again, under a name that ends with a slash.</summary>
    public void Resume(string name, DirectoryInfo folder)
    {
        foreach (var file in folder.Exists ? folder.GetFiles() : [])
        {
            var key = $"{Results}{name}{file.Name}";
            cloud.S3.MapFile(LabelingFunctions.Bucket, key, file.FullName);
            saved.Add(key);
        }
    }

    /// <returns>The function's answer; null if it failed, which the person at the terminal has been told.</returns>
    public async Task<JsonObject?> InvokeAsync(string function, JsonObject request, CancellationToken cancellationToken)
    {
        var result = await cloud.Lambda.InvokeAsync(function, Encoding.UTF8.GetBytes(request.ToJsonString()), cancellationToken);
        var answer = JsonNode.Parse(result.Payload.Span)!.AsObject();
        if (!result.IsError)
            return answer;

        Screen.Fail($"{(string?)answer["errorType"]}: {(string?)answer["errorMessage"]}");
        return null;
    }

    /// <summary>Copies what the function wrote under a name, or beside it under longer ones, to files.</summary>
    /// <returns>The files; null, and nothing is copied, if one of them is what the function was run over, which the person at the terminal has been told.</returns>
    public async Task<IReadOnlyList<string>?> SaveAsync(string name, string path, CancellationToken cancellationToken)
    {
        var files = cloud.S3.Keys(LabelingFunctions.Bucket, Results + name)
            .Where(key => !saved.Contains(key))
            .Select(key => (Key: key, File: path + key[(Results.Length + name.Length)..]))
            .ToList();
        if (files.Find(file => inputs.Contains(Path.GetFullPath(file.File), StringComparer.Ordinal)).File is { } input)
        {
            Screen.Fail($"{input} would be overwritten, which all this was made from; allowed is another --output.");
            return null;
        }

        foreach (var (key, file) in files)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
            await using (var content = cloud.S3.OpenRead(LabelingFunctions.Bucket, key))
            await using (var copy = File.Create($"{file}.part"))
                await content.CopyToAsync(copy, cancellationToken);

            // The next run takes what it finds for whole.
            File.Move($"{file}.part", file, overwrite: true);
        }

        return [.. files.Select(file => file.File)];
    }

    public ValueTask DisposeAsync() => cloud.DisposeAsync();
}
