using GroundTruth.Images.Web;
using Hosting.Settings;

namespace GroundTruthTests.Images;

public sealed class ImageUrlTests
{
    private static readonly AllowedHosts None = AllowedHosts.Parse(null);
    private static readonly AllowedHosts Some = AllowedHosts.Parse("images.internal:8080, [fd00::7]:443");

    [Theory]
    [InlineData("http://example.com/a.jpg")]
    [InlineData("https://example.com:443/a.jpg?size=large#top")]
    [InlineData("HTTPS://EXAMPLE.COM/ä b.jpg")]
    public void A_URL_of_the_web_is_followed(string url) => Assert.True(ImageUrl.TryParse(url, None, out _));

    [Theory]
    [InlineData("a.jpg")]
    [InlineData("/etc/passwd")]
    [InlineData("//example.com/a.jpg")]
    [InlineData("file:///etc/passwd")]
    [InlineData("ftp://example.com/a.jpg")]
    [InlineData("s3://bucket/a.jpg")]
    [InlineData("data:image/png;base64,iVBORw0KGgo=")]
    [InlineData("javascript:alert(1)")]
    [InlineData("https://user@example.com/a.jpg")]
    [InlineData("https://user:word@example.com/a.jpg")]
    [InlineData("http://example.com:8080/a.jpg")]
    [InlineData("https://example.com:80/a.jpg")]
    [InlineData("http://images.internal:22/")]
    [InlineData("http:///a.jpg")]
    [InlineData("https://exa mple.com/")]
    public void Any_other_is_not(string url) => Assert.False(ImageUrl.TryParse(url, Some, out _));

    [Fact]
    public void Nor_one_whose_name_no_name_service_knows()
    {
        var url = $"https://{new string('ü', 70)}.example/a.jpg";

        Assert.False(ImageUrl.TryParse(url, None, out _));
        Assert.Equal(
            "badRedirect",
            Assert.Throws<ImageNotFetched>(() => ImageUrl.Follow(new Uri("https://example.com/a.jpg"), new Uri(url), None)).Reason);
        Assert.True(ImageUrl.TryParse("https://lämpchen.example/a.jpg", None, out _));
    }

    [Fact]
    public void Nor_one_without_end() => Assert.False(ImageUrl.TryParse("https://example.com/" + new string('a', 9000), None, out _));

    [Fact]
    public void A_port_that_was_allowed_is_taken_on_that_server_alone()
    {
        Assert.True(ImageUrl.TryParse("http://Images.Internal:8080/a.jpg", Some, out _));
        Assert.False(ImageUrl.TryParse("http://images.internal:8081/a.jpg", Some, out _));
        Assert.False(ImageUrl.TryParse("http://images.internal:8080/a.jpg", None, out _));
    }

    [Theory]
    [InlineData("/b.jpg", "https://example.com/b.jpg")]
    [InlineData("b.jpg?c", "https://example.com/x/b.jpg?c")]
    [InlineData("//cdn.example.com/b.jpg", "https://cdn.example.com/b.jpg")]
    [InlineData("https://cdn.example.com/b.jpg", "https://cdn.example.com/b.jpg")]
    public void A_redirect_leads_to_another_URL_of_the_web(string location, string to) =>
        Assert.Equal(new Uri(to), ImageUrl.Follow(new Uri("https://example.com/x/a.jpg"), new Uri(location, UriKind.RelativeOrAbsolute), None));

    [Theory]
    [InlineData("http://example.com/b.jpg")]
    [InlineData("https://user:word@example.com/b.jpg")]
    [InlineData("https://example.com:8443/b.jpg")]
    [InlineData("ftp://example.com/b.jpg")]
    [InlineData("javascript:alert(1)")]
    public void Not_to_one_that_would_not_be_followed_nor_out_of_encryption(string location) =>
        Assert.Equal(
            "badRedirect",
            Assert.Throws<ImageNotFetched>(
                () => ImageUrl.Follow(new Uri("https://example.com/a.jpg"), new Uri(location, UriKind.RelativeOrAbsolute), None)).Reason);

    [Theory]
    [InlineData("(nonsense")]
    [InlineData("example.com")]
    [InlineData("http://example.com:80")]
    [InlineData("example.com:80/path")]
    public void A_list_of_servers_that_cannot_be_meant_is_refused_by_name(string text) =>
        Assert.Contains("IMAGE_HOSTS_ALLOWED", Assert.Throws<InvalidSettings>(() => AllowedHosts.Parse(text)).Message, StringComparison.Ordinal);
}
