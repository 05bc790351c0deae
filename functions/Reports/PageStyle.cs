using System.Reflection;

namespace Reports;

/// <summary>How pages look: <c>page.css</c> in this folder.</summary>
internal static class PageStyle
{
    private static readonly Lazy<string> Sheet = new(Read);

    public static string Text => Sheet.Value;

    private static string Read()
    {
        using var resource = Assembly.GetExecutingAssembly().GetManifestResourceStream("page.css")
            ?? throw new InvalidOperationException("The style sheet is missing from the assembly.");
        using var reader = new StreamReader(resource);
        return reader.ReadToEnd();
    }
}
