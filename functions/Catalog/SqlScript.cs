using System.Reflection;

namespace Catalog;

/// <summary>The .sql files that lie beside the code which runs them.</summary>
internal static class SqlScript
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
