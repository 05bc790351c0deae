using System.Text.Json.Nodes;

namespace Local.Preview;

/// <summary>One task as a worker sees it: the template with the input of one product.</summary>
public sealed class WorkerTask(LiquidTemplate template, JsonObject input)
{
    private const string CrowdElements = "<script src=\"https://assets.crowd.aws/crowd-html-elements.js\"></script>";

    /// <summary>
    /// The page, whole in one text: the crowd elements, which AWS serves, are replaced by ours, so it needs no network.
    /// </summary>
    /// <exception cref="InvalidTemplate">The template cannot be rendered, or does not load the crowd elements.</exception>
    public async Task<string> RenderAsync(CancellationToken cancellationToken)
    {
        var page = await template.RenderAsync(input, cancellationToken);
        return page.Contains(CrowdElements, StringComparison.Ordinal)
            ? page.Replace(CrowdElements, $"<script>\n{EmbeddedText.Read("crowd-elements.js")}</script>", StringComparison.Ordinal)
            : throw new InvalidTemplate($"The template does not load the crowd elements; it needs the line {CrowdElements}");
    }
}
