using System.Net.Http.Headers;
using GroundTruth.Images.Web;

namespace GroundTruthTests.Images;

public sealed class RetryAfterTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("7", 7)]
    [InlineData("0", 0)]
    [InlineData("Thu, 01 Jan 2026 12:00:05 GMT", 5)]
    [InlineData("Thu, 01 Jan 2026 11:00:00 GMT", 0)]
    public void A_server_may_name_seconds_or_a_time(string header, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), RetryAfter.Of(RetryConditionHeaderValue.Parse(header), Now));

    [Fact]
    public void Or_nothing() => Assert.Null(RetryAfter.Of(header: null, Now));
}
