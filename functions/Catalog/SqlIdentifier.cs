namespace Catalog;

/// <summary>A table's name, quoted so that whatever it contains is a name and nothing else.</summary>
internal static class SqlIdentifier
{
    public static string Quote(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
