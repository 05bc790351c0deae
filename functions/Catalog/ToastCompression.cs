namespace Catalog;

/// <summary>How the server compresses rows of more than 2 kB as they are written.</summary>
internal static class ToastCompression
{
    /// <summary>A condition. Not every server has been built with lz4.</summary>
    public const string HasLz4 = "EXISTS (SELECT FROM pg_settings WHERE name = 'default_toast_compression' AND 'lz4' = ANY (enumvals))";
}
