using System.Reflection;

namespace Local;

/// <summary>Text files that are compiled into this program.</summary>
internal static class EmbeddedText
{
    /// <param name="name">The file's name, without its folder.</param>
    public static string Read(string name)
    {
        using var resource = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"{name} is missing from the assembly.");
        using var reader = new StreamReader(resource);
        return reader.ReadToEnd();
    }
}
