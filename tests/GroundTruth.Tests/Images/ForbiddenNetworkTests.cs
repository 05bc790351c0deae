namespace GroundTruthTests.Images;

/// <summary>A file of products is written by anybody, and the function runs in our network.</summary>
public sealed class ForbiddenNetworkTests(CopyFixture fixture) : IClassFixture<CopyFixture>
{
    private ImageSite Site => fixture.Site;

    [Theory]
    [InlineData("http://127.0.0.1/latest", "privateAddress")]
    [InlineData("http://localhost/latest", "privateAddress")]
    [InlineData("http://127.1/latest", "privateAddress")]
    [InlineData("http://2130706433/latest", "privateAddress")]
    [InlineData("http://0x7f.0.0.1/latest", "privateAddress")]
    [InlineData("http://0.0.0.0/latest", "privateAddress")]
    [InlineData("http://[::1]/latest", "privateAddress")]
    [InlineData("http://[::]/latest", "privateAddress")]
    [InlineData("http://[::ffff:127.0.0.1]/latest", "privateAddress")]
    [InlineData("http://169.254.169.254/latest/meta-data/iam/security-credentials/", "privateAddress")]
    [InlineData("http://[fd00:ec2::254]/latest", "privateAddress")]
    [InlineData("https://10.0.0.1/latest", "privateAddress")]
    [InlineData("http://127.0.0.1:9001/2018-06-01/runtime/invocation/next", "badUrl")]
    [InlineData("http://no-such-host.invalid/", "hostNotFound")]
    public async Task Nobody_is_sent_into_our_own_network_neither_straight_nor_by_a_redirect(string url, string reason)
    {
        var redirected = Site.Url($"to/{Guid.NewGuid():N}?url={Uri.EscapeDataString(url)}");
        var target = fixture.NewTarget();

        var answer = await fixture.CopyAsync(fixture.PutSheet(url, redirected), target);

        var afterRedirect = reason == "badUrl" ? "badRedirect" : reason;
        Assert.Equal(
            $"row,id,url,reason\n2,1,{url},{reason}\n3,2,{redirected},{afterRedirect}\n", await fixture.TextAsync($"{target}failures.csv"));
        Assert.Equal(0, (long)answer["copied"]!);
    }

    [Fact]
    public async Task A_name_that_was_allowed_is_looked_up_and_reached()
    {
        var answer = await fixture.CopyAsync(fixture.PutSheet($"http://localhost:{Site.Port}/jpg/name"), fixture.NewTarget());

        Assert.Equal(1, (long)answer["copied"]!);
    }
}
