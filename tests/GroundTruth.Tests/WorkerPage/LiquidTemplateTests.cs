using System.Text.Json.Nodes;
using Local.Preview;
using Local.Processes;

namespace GroundTruthTests.WorkerPage;

/// <summary>The preview renders as Ground Truth documents it.</summary>
public sealed class LiquidTemplateTests : IDisposable
{
    private readonly ThrowawayFolder folder = ThrowawayFolder.Create("template");

    [Theory]
    [InlineData("{{ task.input.text }}", "&lt;b&gt; &amp;amp; &quot;x&quot;")]
    [InlineData("{{ task.input.text | escape }}", "&lt;b&gt; &amp;amp; &quot;x&quot;")]
    [InlineData("{{ task.input.text | escape_once }}", "&lt;b&gt; &amp; &quot;x&quot;")]
    [InlineData("{{ task.input.text | skip_autoescape }}", "<b> &amp; \"x\"")]
    [InlineData("{{ task.input.list | to_json }}", "[&quot;a&quot;,1]")]
    [InlineData("{{ task.input.list | to_json | escape }}", "[&quot;a&quot;,1]")]
    [InlineData("{{ task.input.image | grant_read_access | escape }}", "s3://bucket/a&amp;b.jpg")]
    [InlineData("{{ task.input.image | s3_presign }}", "s3://bucket/a&amp;b.jpg")]
    [InlineData("{{ task.input.absent | escape }}{{ task.input.absent.deeper }}{{ task.input.constructor }}", "")]
    public async Task A_value_is_escaped_once(string template, string page)
    {
        var input = new JsonObject { ["text"] = "<b> &amp; \"x\"", ["list"] = new JsonArray("a", 1), ["image"] = "s3://bucket/a&b.jpg" };

        Assert.Equal(page, await RenderAsync(template, input));
    }

    [Theory]
    [InlineData("one\n{{ task.input.text | shout }}", "undefined filter: shout, line:2")]
    [InlineData("{% if task.input.text %}", "not closed")]
    public async Task A_template_that_cannot_be_rendered_is_refused_with_the_place(string template, string reason)
    {
        var error = await Assert.ThrowsAsync<InvalidTemplate>(() => RenderAsync(template, []));

        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        Assert.Contains("template.html", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"title": "a"}""", 1)]
    [InlineData("""{"taskInput": {"title": "a"}, "isHumanAnnotationRequired": true}""", 1)]
    [InlineData("""[{"title": "a"}, {"taskInput": {"title": "b"}}]""", 2)]
    public void Inputs_are_read_as_PreAnnotation_answers_them(string json, int count) =>
        Assert.Equal(count, TaskInputs.Parse(json).Count(input => input["title"] is not null));

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("[1]")]
    [InlineData("null")]
    [InlineData("""{"taskInput": "a"}""")]
    [InlineData("""{"a": 1, "a": 2}""")]
    public void Inputs_of_another_form_are_refused(string json) => Assert.Throws<FormatException>(() => TaskInputs.Parse(json));

    public void Dispose() => folder.Dispose();

    private async Task<string> RenderAsync(string text, JsonObject input)
    {
        var file = Path.Combine(folder.Path, "template.html");
        await File.WriteAllTextAsync(file, text, TestContext.Current.CancellationToken);
        var template = await OpenTemplate.AtAsync(file);
        return await template.RenderAsync(input, TestContext.Current.CancellationToken);
    }
}
