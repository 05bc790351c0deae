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
    /// <summary>What tells an object of exactly this name from all others, whatever its extension.</summary>
    public UInt128 Key => HashOf(Stem);

    private string Stem => $"{(Product is null ? "" : $"{Product}-")}{Hash:x32}";

    public static ImageName Of(string id, string url) => new(Nameable.IsMatch(id) ? id : null, HashOf($"{id}\0{url}"));

    /// <summary>The first half of a text's SHA-256: nobody can find two texts that share it.</summary>
    public static UInt128 HashOf(string text)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(text), hash);
        return System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(hash);
    }

    /// <summary>What an object is called, below where the images are: whose <see cref="Key"/> it has, or null where it is no image.</summary>
    /// <param name="name">An image that was moved into a folder there, or renamed, has another one's key.</param>
    public static (UInt128 Key, ImageType Type)? Parse(string name)
    {
        var dot = name.LastIndexOf('.');
        return dot > 0 && ImageType.OfExtension(name.AsSpan(dot + 1)) is { } type ? (HashOf(name[..dot]), type) : null;
    }

    public string FileOf(ImageType type) => $"{Stem}.{type.Extension}";

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}\\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Nameable { get; }
}
