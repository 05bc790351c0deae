using Catalog.Inventory;
using Hosting.Storage;

namespace Curation.Inventory;

/// <summary>All providers of an inventory as CSV.</summary>
internal sealed class ProviderFile(TemporaryFile file) : IDisposable
{
    private readonly SpreadsheetFile lines = new(
        file, ["provider", "labels", "tags", "images", "withheld", "would_show_tags", "would_show_images"]);

    public void Write(ProviderCount provider)
    {
        lines.Add(provider.Provider);
        lines.Add(provider.Labels);
        lines.Add(provider.Tags);
        lines.Add(provider.Images);
        lines.Add(provider.IsWithheld ? "yes" : "no");
        lines.Add(provider.SurfacingTags);
        lines.Add(provider.SurfacingImages);
        lines.EndRecord();
    }

    public void Dispose() => lines.Dispose();
}
