using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace GroundTruth.Manifest;

/// <summary>The images that have a line, each as 16 bytes of its digest: no two images ever share those by chance.</summary>
internal sealed class SeenImages
{
    private readonly HashSet<UInt128> digests = [];

    /// <returns>False where the image was added before.</returns>
    public bool Add(string image)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(MemoryMarshal.AsBytes(image.AsSpan()), digest);
        return digests.Add(MemoryMarshal.Read<UInt128>(digest));
    }
}
