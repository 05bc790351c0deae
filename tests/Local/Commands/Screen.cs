using System.Globalization;
using Spectre.Console;

namespace Local.Commands;

/// <summary>What a person at a terminal is told.</summary>
internal static class Screen
{
    private const int RedirectedWidth = 140;

    private static readonly IAnsiConsole ErrorConsole = Open(Console.Error, Console.IsErrorRedirected);

    /// <summary>Colours and moving bars are for terminals: a file or a pipe gets plain text.</summary>
    public static void Prepare() => AnsiConsole.Console = Open(Console.Out, Console.IsOutputRedirected);

    public static void Say(string text) => AnsiConsole.MarkupLineInterpolated($"[grey]{text}[/]");

    public static int Fail(string message)
    {
        ErrorConsole.MarkupLineInterpolated($"[red]{string.Join('\n', message.Split('\n').Select(Plain))}[/]");
        return 1;
    }

    public static string Count(long? number) => number?.ToString("N0", CultureInfo.InvariantCulture) ?? "–";

    public static string Bytes(long bytes) => bytes switch
    {
        >= 1_000_000_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e9:0.00} GB"),
        >= 1_000_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0.0} MB"),
        _ => $"{Count(bytes)} bytes",
    };

    public static string Seconds(double? seconds) =>
        seconds is null ? "–" : string.Create(CultureInfo.InvariantCulture, $"{seconds:0.0} s");

    /// <summary>Text from a label file without what would steer the terminal or turn letters round.</summary>
    public static string Plain(string text) =>
        string.Concat(text.Select(c => char.GetUnicodeCategory(c) is UnicodeCategory.Control or UnicodeCategory.Format ? '·' : c));

    /// <summary>Things a second, or nothing where the time is too short to tell.</summary>
    public static string Rate(long? count, double? seconds, string what) =>
        count > 0 && seconds > 0.05 ? $"{Count((long)(count.Value / seconds.Value))} {what}/s" : "";

    private static IAnsiConsole Open(TextWriter writer, bool isRedirected)
    {
        var settings = new AnsiConsoleSettings { Out = new AnsiConsoleOutput(writer) };
        if (isRedirected)
            (settings.Ansi, settings.ColorSystem, settings.Interactive) = (AnsiSupport.No, ColorSystemSupport.NoColors, InteractionSupport.No);

        var console = AnsiConsole.Create(settings);
        if (isRedirected)
            console.Profile.Width = RedirectedWidth;

        return console;
    }
}
