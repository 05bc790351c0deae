using System.Collections.Concurrent;
using System.Text;
using Local.Processes;
using Microsoft.AspNetCore.Http;

namespace GroundTruthTests.Images;

/// <summary>A server of images that behaves as servers do. The first part of a path says how.</summary>
public sealed class ImageSite : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, int> requests = new(StringComparer.Ordinal);
    private LoopbackHost? host;

    public static byte[] Jpeg { get; } = [0xFF, 0xD8, 0xFF, 0xE0, 0x00, 0x10, .. "JFIF\0 a picture of a lamp"u8, 0xFF, 0xD9];

    public static byte[] Png { get; } = [0x89, .. "PNG\r\n\u001a\n a picture of a chair"u8];

    public static byte[] WebP { get; } = [.. "RIFF\0\0\0\0WEBP a picture of a table"u8];

    /// <summary>As a camera makes them.</summary>
    public static byte[] Photo { get; } = [.. Jpeg, .. new byte[8 * 1024 * 1024]];

    public int Port => host!.Port;

    /// <summary>Sees each request before it is answered.</summary>
    public Func<HttpContext, Task>? OnRequest { get; set; }

    /// <summary>Headers of the latest request.</summary>
    public IHeaderDictionary LastHeaders { get; private set; } = new HeaderDictionary();

    public static async Task<ImageSite> StartAsync(CancellationToken cancellationToken)
    {
        var site = new ImageSite();
        site.host = await LoopbackHost.StartAsync(site.AnswerAsync, cancellationToken);
        return site;
    }

    public string Url(string path) => $"http://127.0.0.1:{Port}/{path}";

    /// <summary>How often a path was asked for.</summary>
    public int Count(string path) => requests.GetValueOrDefault($"/{path}");

    /// <summary>What was asked for, and how often.</summary>
    public IReadOnlyDictionary<string, int> Requests => requests;

    public void Forget() => requests.Clear();

    /// <summary>Leaves the other side without an answer.</summary>
    public static Task WaitUntilGivenUpAsync(HttpContext context) => new TaskCompletionSource().Task.WaitAsync(context.RequestAborted);

    public ValueTask DisposeAsync() => host?.DisposeAsync() ?? ValueTask.CompletedTask;

    private async Task AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path.Value!;
        var attempt = requests.AddOrUpdate(path, 1, (_, before) => before + 1);
        LastHeaders = new HeaderDictionary(context.Request.Headers.ToDictionary(StringComparer.OrdinalIgnoreCase));
        if (OnRequest is { } onRequest)
            await onRequest(context);

        await AnswerAsync(context, path.Split('/')[1], attempt);
    }

    private static Task AnswerAsync(HttpContext context, string behaviour, int attempt) => behaviour switch
    {
        "jpg" => SendAsync(context, Jpeg, "image/jpeg"),
        "png" => SendAsync(context, Png, "text/html"),
        "webp" => SendAsync(context, WebP, contentType: null),
        "svg" => SendAsync(context, "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>"u8.ToArray(), "image/svg+xml"),
        "lie" => SendAsync(context, "<html><script>alert(1)</script></html>"u8.ToArray(), "image/jpeg"),
        "gzip" => SendCompressedAsync(context),
        "empty" => SendAsync(context, [], "image/jpeg"),
        "large" => SendAsync(context, [.. Jpeg, .. new byte[5000]], "image/jpeg"),
        "photo" => SendAsync(context, Photo, "image/jpeg"),
        "endless" => SendUnannouncedAsync(context),
        "short" => SendStartAsync(context),
        "cut-once" => attempt == 1 ? SendStartAsync(context) : SendAsync(context, Jpeg, "image/jpeg"),
        "silent" => WaitUntilGivenUpAsync(context),
        "stalled" => StallAsync(context),
        "dead-once" => attempt == 1 ? HangUp(context) : SendAsync(context, Jpeg, "image/jpeg"),
        "dead" => HangUp(context),
        "failing-twice" => attempt <= 2 ? Refuse(context, 500) : SendAsync(context, Jpeg, "image/jpeg"),
        "busy-once" => attempt == 1 ? Refuse(context, 429, "0") : SendAsync(context, Jpeg, "image/jpeg"),
        "busy-for-an-hour" => Refuse(context, 429, "3600"),
        "cookie" => SendCookieAsync(context),
        "to" => Redirect(context, context.Request.Query["url"]!),
        "loop" => Redirect(context, context.Request.Path),
        "hop" => Redirect(context, HopFrom(context)),
        "nowhere" => Refuse(context, 302),
        _ => Refuse(context, int.Parse(behaviour, System.Globalization.CultureInfo.InvariantCulture)),
    };

    private static string HopFrom(HttpContext context)
    {
        var left = int.Parse(context.Request.Path.Value!.Split('/')[2], System.Globalization.CultureInfo.InvariantCulture);
        return left == 1 ? "/jpg/hop" : $"{left - 1}";
    }

    private static async Task SendAsync(HttpContext context, byte[] body, string? contentType)
    {
        context.Response.ContentType = contentType;
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body, context.RequestAborted);
    }

    private static async Task SendCompressedAsync(HttpContext context)
    {
        context.Response.Headers.ContentEncoding = "gzip";
        using var compressed = new MemoryStream();
        await using (var gzip = new System.IO.Compression.GZipStream(compressed, System.IO.Compression.CompressionLevel.Fastest, leaveOpen: true))
            await gzip.WriteAsync(Jpeg);

        await SendAsync(context, compressed.ToArray(), "image/jpeg");
    }

    /// <summary>Says nothing of its length, and has no end.</summary>
    private static async Task SendUnannouncedAsync(HttpContext context)
    {
        await context.Response.Body.WriteAsync(Jpeg);
        while (!context.RequestAborted.IsCancellationRequested)
            await context.Response.Body.WriteAsync(new byte[1024]);
    }

    /// <summary>Less than was announced, after which the server closes the connection.</summary>
    private static async Task SendStartAsync(HttpContext context)
    {
        context.Response.ContentLength = Jpeg.Length + 1000;
        await context.Response.Body.WriteAsync(Jpeg);
        await context.Response.Body.FlushAsync();
    }

    private static async Task StallAsync(HttpContext context)
    {
        await SendStartAsync(context);
        await WaitUntilGivenUpAsync(context);
    }

    private static Task HangUp(HttpContext context)
    {
        context.Abort();
        return Task.CompletedTask;
    }

    private static Task SendCookieAsync(HttpContext context)
    {
        context.Response.Headers.SetCookie = "session=1; Path=/";
        return SendAsync(context, Jpeg, "image/jpeg");
    }

    private static Task Redirect(HttpContext context, string url)
    {
        context.Response.Headers.Location = url;
        return Refuse(context, 302);
    }

    private static async Task Refuse(HttpContext context, int status, string? retryAfter = null)
    {
        context.Response.StatusCode = status;
        if (retryAfter is not null)
            context.Response.Headers.RetryAfter = retryAfter;

        if (status is not 204 and not 304)
            await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes("<html>no</html>"));
    }
}
