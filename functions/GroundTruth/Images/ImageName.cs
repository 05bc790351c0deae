using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace GroundTruth.Images;

/// <summary>
/// The name under which a product's image is kept. It follows from the product's id and the image's URL: whoever copies it again finds it,
/// and a URL that has changed makes another one.
/// </summary>
/// <param name="Product">The product's id where a name can hold it, for people; else null.</param>
/// <param name="Hash">Of id and URL. It is what tells one image from another.</param>
public readonly partial record struct ImageName(string? Product, UInt128 Hash)
{
    private const int HashDigits = 32;

    public static ImageName Of(string id, string url) => new(Nameable.IsMatch(id) ? id : null, HashOf($"{id}\0{url}"));

    /// <summary>The first half of a text's SHA-256: nobody can find two texts that share it.</summary>
    public static UInt128 HashOf(string text)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(text), hash);
        return System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(hash);
    }

    /// <summary>What the name of an object says, or null where it is none of ours.</summary>
    public static (UInt128 Hash, ImageType Type)? Parse(string key)
    {
        var dot = key.LastIndexOf('.');
        return dot >= HashDigits
            && ImageType.OfExtension(key.AsSpan(dot + 1)) is { } type
            && UInt128.TryParse(
                key.AsSpan(dot - HashDigits, HashDigits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var hash)
                ? (hash, type)
                : null;
    }

    public string FileOf(ImageType type) => $"{(Product is null ? "" : $"{Product}-")}{Hash:x32}.{type.Extension}";

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}\\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Nameable { get; }
}
