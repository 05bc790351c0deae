using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Local.Processes;

/// <summary>An HTTP server on one port of both loopback addresses, and nothing else: no logging, no configuration, no signals.</summary>
public sealed class LoopbackHost : IAsyncDisposable
{
    private readonly WebApplication application;

    private LoopbackHost(WebApplication application, int port)
    {
        this.application = application;
        Port = port;
    }

    public int Port { get; }

    public static async Task<LoopbackHost> StartAsync(RequestDelegate handle, CancellationToken cancellationToken)
    {
        while (true)
        {
            var port = FreePort.Find();
            var application = Build(port, handle);
            try
            {
                await application.StartAsync(cancellationToken);
                return new LoopbackHost(application, port);
            }
            catch (IOException error) when (error.InnerException is AddressInUseException)
            {
                await application.DisposeAsync();
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await application.StopAsync();
        await application.DisposeAsync();
    }

    private static WebApplication Build(int port, RequestDelegate handle)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            // "localhost" is ::1 first to many clients.
            kestrel.ListenLocalhost(port);
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = null;

            // A reader that waits for its database, or a person at a breakpoint, is slow on purpose.
            kestrel.Limits.MinRequestBodyDataRate = null;
            kestrel.Limits.MinResponseDataRate = null;
        });

        // Requests that wait for work (the Runtime API's long poll) would hold up the end for as long as this.
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromMilliseconds(200));

        // Hosting's own lifetime would take Ctrl-C and SIGTERM away from the program that we are a part of.
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();

        var application = builder.Build();
        application.Run(handle);
        return application;
    }

    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
