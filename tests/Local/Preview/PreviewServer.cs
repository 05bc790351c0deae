using System.Globalization;
using System.Text;
using System.Text.Json;
using Local.Processes;
using Microsoft.AspNetCore.Http;

namespace Local.Preview;

/// <summary>
/// Shows tasks on loopback, the first at /1, rendered anew each time so that a template can be edited beside it, and takes the
/// answers.
/// </summary>
public sealed class PreviewServer : IAsyncDisposable
{
    private const int MostBytes = 1_000_000;

    private readonly IReadOnlyList<WorkerTask> tasks;
    private readonly Action<WorkerAnswer> onAnswer;
    private LoopbackHost? host;

    private PreviewServer(IReadOnlyList<WorkerTask> tasks, Action<WorkerAnswer> onAnswer) => (this.tasks, this.onAnswer) = (tasks, onAnswer);

    /// <summary>Where the first task is.</summary>
    public Uri Url => new UriBuilder(Uri.UriSchemeHttp, "127.0.0.1", host!.Port, "/1").Uri;

    /// <param name="tasks">At least one.</param>
    /// <param name="onAnswer">Receives each answer, from any thread.</param>
    /// <param name="cancellationToken">Gives up starting.</param>
    public static async Task<PreviewServer> StartAsync(
        IReadOnlyList<WorkerTask> tasks, Action<WorkerAnswer> onAnswer, CancellationToken cancellationToken)
    {
        var server = new PreviewServer(tasks, onAnswer);
        server.host = await LoopbackHost.StartAsync(server.HandleAsync, cancellationToken);
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        if (host is not null)
            await host.DisposeAsync();
    }

    private Task HandleAsync(HttpContext context)
    {
        // A page elsewhere that knows our port must not be able to read a product or answer for the worker.
        var isOurs = context.Request.Host.Host is "127.0.0.1" or "localhost" or "[::1]";
        var isNumber = int.TryParse(context.Request.Path.Value.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var number);
        return (context.Request.Method, isOurs && isNumber && number >= 1 && number <= tasks.Count) switch
        {
            ("GET", true) => ShowAsync(context, tasks[number - 1]),
            ("POST", true) => TakeAsync(context, number),
            ("GET", false) when isOurs && context.Request.Path == "/" => RedirectAsync(context),
            _ => AnswerAsync(context, StatusCodes.Status404NotFound, "text/plain", $"The tasks are at /1 to /{tasks.Count}."),
        };
    }

    private static async Task ShowAsync(HttpContext context, WorkerTask task)
    {
        try
        {
            await AnswerAsync(context, StatusCodes.Status200OK, "text/html", await task.RenderAsync(context.RequestAborted));
        }
        catch (InvalidTemplate error)
        {
            await AnswerAsync(context, StatusCodes.Status500InternalServerError, "text/plain", error.Message);
        }
    }

    private async Task TakeAsync(HttpContext context, int number)
    {
        try
        {
            onAnswer(new WorkerAnswer(number, await ReadAsync(context)));
            await AnswerAsync(context, StatusCodes.Status200OK, "text/plain", $"/{(number % tasks.Count) + 1}");
        }
        catch (JsonException error)
        {
            await AnswerAsync(context, StatusCodes.Status400BadRequest, "text/plain", error.Message);
        }
    }

    private static async Task<string> ReadAsync(HttpContext context)
    {
        // JSON is what a script of another origin cannot send without asking first.
        if (!context.Request.HasJsonContentType() || context.Request.ContentLength is not <= MostBytes)
            throw new JsonException($"An answer is JSON of {MostBytes} bytes at the most.");

        using var reader = new StreamReader(context.Request.Body);
        var content = await reader.ReadToEndAsync(context.RequestAborted);
        using var answer = JsonDocument.Parse(content);
        return content;
    }

    private static Task RedirectAsync(HttpContext context)
    {
        context.Response.Redirect("/1");
        return Task.CompletedTask;
    }

    private static Task AnswerAsync(HttpContext context, int status, string type, string text)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = $"{type}; charset=utf-8";
        context.Response.Headers.CacheControl = "no-store";
        return context.Response.WriteAsync(text, Encoding.UTF8, context.RequestAborted);
    }
}
