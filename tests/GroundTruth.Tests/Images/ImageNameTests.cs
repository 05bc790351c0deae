using System.Globalization;
using GroundTruth.Images;

namespace GroundTruthTests.Images;

public sealed class ImageNameTests
{
    private const string Url = "https://example.com/a.jpg";

    [Fact]
    public void The_same_product_and_URL_have_the_same_name_again()
    {
        Assert.Equal(ImageName.Of("B00001", Url), ImageName.Of("B00001", Url));
        Assert.Matches("^B00001-[0-9a-f]{32}\\.jpg$", ImageName.Of("B00001", Url).FileOf(ImageType.Jpeg));
    }

    [Fact]
    public void Another_URL_or_another_product_has_another_name()
    {
        Assert.NotEqual(ImageName.Of("1", Url).Hash, ImageName.Of("1", Url + "?v=2").Hash);
        Assert.NotEqual(ImageName.Of("1", Url).Hash, ImageName.Of("2", Url).Hash);
    }

    [Theory]
    [InlineData("../../x")]
    [InlineData(".hidden")]
    [InlineData("a b")]
    [InlineData("a/b")]
    [InlineData("été")]
    [InlineData("1\n")]
    public void An_id_that_no_name_should_hold_is_left_out_of_it(string id) =>
        Assert.Matches("^[0-9a-f]{32}\\.png$", ImageName.Of(id, Url).FileOf(ImageType.Png));

    [Theory]
    [InlineData("B-1")]
    [InlineData("a/b")]
    public void A_name_can_be_read_back(string id)
    {
        var name = ImageName.Of(id, Url);
        Assert.Equal((name.Key, ImageType.WebP), ImageName.Parse(name.FileOf(ImageType.WebP)));
    }

    [Theory]
    [InlineData("")]
    [InlineData(".jpg")]
    [InlineData("0123456789abcdef0123456789abcdef.txt")]
    [InlineData("0123456789abcdef0123456789abcdef.JPG")]
    [InlineData("0123456789abcdef0123456789abcdef")]
    public void What_is_no_image_has_no_key(string name) => Assert.Null(ImageName.Parse(name));

    [Theory]
    [InlineData("2024/{0}")]
    [InlineData("copy-of-{0}")]
    [InlineData("./{0}")]
    public void An_image_that_was_moved_or_renamed_is_another_one(string now)
    {
        var name = ImageName.Of("B-1", Url);
        Assert.NotEqual(name.Key, ImageName.Parse(string.Format(CultureInfo.InvariantCulture, now, name.FileOf(ImageType.Png)))!.Value.Key);
    }
}
