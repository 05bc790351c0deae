using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Local.S3;

/// <summary>
/// An object opened for reading. What is open stays what it was when the file's name is given to another one, so the entity
/// tag always belongs to the bytes that are served.
/// </summary>
internal sealed class StoredObject(FileStream content, string? versionId) : IDisposable
{
    public FileStream Content { get; } = content;

    public string? VersionId { get; } = versionId;

    public long Length { get; } = content.Length;

    public DateTimeOffset LastModified { get; } = new(File.GetLastWriteTimeUtc(content.SafeFileHandle));

    /// <summary>
    /// The entity tag, quoted: another one as soon as the file is changed or replaced, and not read from its content, which
    /// may be 200 GB. Like that of an object uploaded in parts it ends in a count, so that nobody takes it for an MD5.
    /// </summary>
    public string ETag { get; } = TagOf(content);

    public void Dispose() => Content.Dispose();

    private static string TagOf(FileStream content)
    {
        var file = content.SafeFileHandle;
        var state = string.Create(
            CultureInfo.InvariantCulture, $"{content.Length} {File.GetLastWriteTimeUtc(file).Ticks} {File.GetCreationTimeUtc(file).Ticks}");
        return $"\"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(state)).AsSpan(0, 16))}-1\"";
    }
}
