using System.Security.Cryptography;
using System.Text;

namespace Ingest.Trigger;

/// <summary>
/// Names the execution after the object, so that Step Functions itself refuses to run the same object twice, however often its
/// notification comes. The file's name goes before, for people.
/// </summary>
internal static class ExecutionName
{
    private const int MaxLength = 80;
    private const int DigestLength = 32;

    /// <returns>At most 80 letters, digits, hyphens and underscores: what Step Functions can also write into its log.</returns>
    public static string Of(CreatedObject created)
    {
        var (bucket, key) = created.Location;

        // The key comes last since it alone may hold anything.
        var digest = SHA256.HashData(Encoding.UTF8.GetBytes($"{bucket}\n{created.Version}\n{key}"));
        var name = Readable(key[(key.LastIndexOf('/') + 1)..]);
        return (name.Length > 0 ? name + "-" : "") + Convert.ToHexStringLower(digest)[..DigestLength];
    }

    private static string Readable(string fileName)
    {
        var allowed = fileName.Select(character => char.IsAsciiLetterOrDigit(character) || character == '_' ? character : '-');
        return string.Concat(allowed.Take(MaxLength - DigestLength - 1)).Trim('-');
    }
}
