using Labels.Exclusions;

namespace Catalog.Policy;

/// <summary>A name that says nothing of what is seen. Any name with <c>:</c> or <c>=</c> in it is one without being listed.</summary>
/// <param name="Name">The name, folded.</param>
/// <param name="Reason">What it is instead, for people.</param>
public sealed record JunkName(string Name, string Reason)
{
    public const string File = "junk-names.csv";

    /// <exception cref="UnreadableList">A row cannot be meant.</exception>
    public static IReadOnlyList<JunkName> Read(Stream content) =>
        [.. ListFile.Read(content, File, "name", "reason").Select(row => new JunkName(FoldedName.Of(row.Name), row.Required(1)))];
}
