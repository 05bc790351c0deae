namespace GroundTruth.Images;

/// <summary>A kind of image that every browser shows. What a server says of a file is not believed: its first bytes tell.</summary>
/// <param name="Extension">Without a dot.</param>
/// <param name="MediaType">What S3 is to say of it.</param>
public sealed record ImageType(string Extension, string MediaType)
{
    /// <summary>So many first bytes tell every kind.</summary>
    public const int SignatureLength = 12;

    public static ImageType Jpeg { get; } = new("jpg", "image/jpeg");

    public static ImageType Png { get; } = new("png", "image/png");

    public static ImageType Gif { get; } = new("gif", "image/gif");

    public static ImageType WebP { get; } = new("webp", "image/webp");

    /// <summary>What begins so, or null for anything else: SVG and HTML among it, which could run a script in a worker's browser.</summary>
    public static ImageType? Of(ReadOnlySpan<byte> start) => start switch
    {
        [0xFF, 0xD8, 0xFF, ..] => Jpeg,
        [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => Png,
        [(byte)'G', (byte)'I', (byte)'F', (byte)'8', (byte)'7' or (byte)'9', (byte)'a', ..] => Gif,
        [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'E', (byte)'B', (byte)'P', ..] => WebP,
        _ => null,
    };

    public static ImageType? OfExtension(ReadOnlySpan<char> extension) => extension switch
    {
        "jpg" => Jpeg,
        "png" => Png,
        "gif" => Gif,
        "webp" => WebP,
        _ => null,
    };
}
