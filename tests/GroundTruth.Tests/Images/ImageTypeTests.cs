using System.Text;
using GroundTruth.Images;

namespace GroundTruthTests.Images;

public sealed class ImageTypeTests
{
    public static TheoryData<string, string> Signatures => new()
    {
        { "FFD8FFE000104A4649460001", "jpg" },
        { "FFD8FFDB", "jpg" },
        { "89504E470D0A1A0A0000000D", "png" },
        { "474946383961", "gif" },
        { "474946383761", "gif" },
        { "524946462400000057454250", "webp" },
    };

    [Theory]
    [MemberData(nameof(Signatures))]
    public void An_image_is_known_by_its_first_bytes(string bytes, string extension)
    {
        var type = ImageType.Of(Convert.FromHexString(bytes));
        Assert.Equal(extension, type?.Extension);
        Assert.Same(type, ImageType.OfExtension(extension));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\u00FF\u00D8")]
    [InlineData("<svg xmlns=\"http://www.w3.org/2000/svg\"/>")]
    [InlineData("<?xml version=\"1.0\"?><svg/>")]
    [InlineData("<!DOCTYPE html><img src=x>")]
    [InlineData("GIF88a")]
    [InlineData("RIFF....WAVE")]
    [InlineData("RIFF....WEB")]
    [InlineData("BM......")]
    [InlineData("%PDF-1.7 \u00FF\u00D8\u00FF")]
    [InlineData(" \u0089PNG\r\n\u001a\n")]
    public void Nothing_else_is_an_image(string text) => Assert.Null(ImageType.Of(Encoding.Latin1.GetBytes(text)));
}
