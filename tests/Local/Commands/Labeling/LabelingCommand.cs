using System.Text.Json;
using System.Text.Json.Nodes;

namespace Local.Commands.Labeling;

/// <summary>What the verbs around a labelling job have in common: a function, its request, and the file that comes of it.</summary>
internal static class LabelingCommand
{
    /// <param name="function">The function.</param>
    /// <param name="inputs">The request's keys that name files.</param>
    /// <param name="request">All other keys but <c>target</c>; those that are null are left out.</param>
    /// <param name="output">Where the result goes; a folder's path ends with a slash.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The answer, or null if there is none, of which the person at the terminal has been told.</returns>
    public static async Task<JsonObject?> RunAsync(
        string function,
        IReadOnlyList<(string Key, FileInfo? File)> inputs,
        JsonObject request,
        string output,
        CancellationToken cancellationToken)
    {
        if (inputs.Select(input => input.File).FirstOrDefault(file => file is { Exists: false }) is { } missing)
        {
            Screen.Fail($"There is no file {missing.FullName}.");
            return null;
        }

        await using var session = await LabelingSession.StartAsync(environment: null, keep: null, cancellationToken);
        foreach (var (key, file) in inputs)
            request[key] = file is null ? null : session.Input(file);

        var name = output.EndsWith('/') ? "" : Path.GetFileName(output);
        request["target"] = LabelingSession.Target(name.Length == 0 ? "report/" : name);
        foreach (var key in request.Where(property => property.Value is null).Select(property => property.Key).ToList())
            request.Remove(key);

        if (await session.InvokeAsync(function, request, cancellationToken) is not { } answer)
            return null;

        if (await session.SaveAsync(name.Length == 0 ? "report/" : name, output, cancellationToken) is not { } files)
            return null;

        Show(answer);
        foreach (var file in files)
            Screen.Say(file);

        return answer;
    }

    /// <summary>The answer's numbers. Its locations are of an S3 that is gone by then.</summary>
    public static void Show(JsonObject answer)
    {
        foreach (var (name, value) in answer)
        {
            var isLocation = name == "next" || (value is JsonValue && value.GetValueKind() == JsonValueKind.String);
            if (!isLocation && value is not null and not JsonArray { Count: 0 } and not JsonObject { Count: 0 })
                Console.WriteLine($"{name,-18} {value.ToJsonString()}");
        }
    }
}
