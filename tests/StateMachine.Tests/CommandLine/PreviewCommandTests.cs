using Local.Processes;

namespace StateMachineTests.CommandLine;

public sealed class PreviewCommandTests : IDisposable
{
    private readonly ThrowawayFolder folder = ThrowawayFolder.Create("preview-command");

    [Fact]
    public async Task The_page_is_written_to_a_file_that_needs_nothing_beside_it()
    {
        SkipWithoutNode();
        var page = Path.Combine(folder.Path, "page.html");

        var (exitCode, output, error) = await LocalProgram.RunAsync("preview", "--output", page);

        Assert.True(exitCode == 0, error);
        Assert.Contains("page.html", output.ReplaceLineEndings(""), StringComparison.Ordinal);
        var html = await File.ReadAllTextAsync(page, TestContext.Current.CancellationToken);
        Assert.Contains("Bedside lamp", html, StringComparison.Ordinal);
        Assert.DoesNotContain("https://", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_template_is_not_overwritten_by_its_page()
    {
        var template = Path.Combine(folder.Path, "template.html");
        await File.WriteAllTextAsync(template, "<p></p>", TestContext.Current.CancellationToken);

        var (exitCode, _, error) = await LocalProgram.RunAsync("preview", "--template", template, "--output", template);

        Assert.Equal(1, exitCode);
        Assert.Contains("would be overwritten", error, StringComparison.Ordinal);
        Assert.Equal("<p></p>", await File.ReadAllTextAsync(template, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task The_pages_are_shown_until_Ctrl_C()
    {
        SkipWithoutNode();
        using var program = LocalProgram.Start("preview");

        await program.WaitForLineAsync("http://127.0.0.1:");

        Assert.Equal(0, await program.InterruptAsync());
    }

    [Theory]
    [InlineData("{{ task.input.title | shout }}", "{}", "undefined filter: shout")]
    [InlineData("<p></p>", "{}", "does not load the crowd elements")]
    [InlineData("<p></p>", "[]", "data.json is an array without any task's input.")]
    public async Task A_template_or_data_that_cannot_be_shown_is_said_in_a_sentence(string template, string data, string message)
    {
        SkipWithoutNode();
        var (templateFile, dataFile) = (Path.Combine(folder.Path, "template.html"), Path.Combine(folder.Path, "data.json"));
        await File.WriteAllTextAsync(templateFile, template, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(dataFile, data, TestContext.Current.CancellationToken);

        var (exitCode, _, error) = await LocalProgram.RunAsync(
            "preview", "--template", templateFile, "--data", dataFile, "--output", Path.Combine(folder.Path, "page.html"));

        Assert.Equal(1, exitCode);
        Assert.Contains(message, error.ReplaceLineEndings(" "), StringComparison.Ordinal);
    }

    public void Dispose() => folder.Dispose();

    private static void SkipWithoutNode() =>
        Assert.SkipWhen(Executable.Find("node") is null, "Node.js is not installed; install it with 'apt-get install nodejs npm'.");
}
