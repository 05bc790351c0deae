using System.Globalization;
using System.Text;

namespace Local.S3;

/// <summary>
/// The file that an object's key becomes. Whatever the key (<c>..</c>, slashes, quotes, a kilobyte of it), the file stays in
/// its bucket's folder, no two keys share a file, and the key can be read back from the file's name.
/// </summary>
internal static class ObjectFileName
{
    // A file's name may have 255 bytes. A longer one goes on in a folder, marked by a character that no encoded key has.
    private const int LongestName = 200;
    private const char FolderMark = '+';

    /// <returns>A path relative to the bucket's folder.</returns>
    public static string FromKey(string key)
    {
        var encoded = new StringBuilder();
        foreach (var value in Encoding.UTF8.GetBytes(key))
        {
            if (IsPlain((char)value, startsName: encoded.Length % LongestName == 0))
                encoded.Append((char)value);
            else
                encoded.Append('%').Append(value.ToString("X2", CultureInfo.InvariantCulture));
        }

        return string.Join(FolderMark + "/", encoded.ToString().Chunk(LongestName).Select(name => new string(name)));
    }

    public static string ToKey(string path) =>
        Uri.UnescapeDataString(path.Replace(FolderMark + "/", "", StringComparison.Ordinal));

    /// <summary>No name starts with a dot, so that none is <c>.</c> or <c>..</c>, or hidden.</summary>
    private static bool IsPlain(char value, bool startsName) =>
        char.IsAsciiLetterOrDigit(value) || value is '-' or '_' || (value == '.' && !startsName);
}
