using Reports;

namespace GroundTruthTests.Reports;

public sealed class NumberTextTests
{
    [Theory]
    [InlineData("0.87234", "87.2%")]
    [InlineData("0.0005", "0.1%")]
    [InlineData("1", "100.0%")]
    [InlineData(null, "–")]
    public void A_share_is_written_in_percent(string? share, string text) => Assert.Equal(text, NumberText.Percent(NumberOrNull(share)));

    [Theory]
    [InlineData("14.4", "$14.40")]
    [InlineData("24000", "$24,000.00")]
    [InlineData("0.30638", "$0.3064")]
    [InlineData("0", "$0.00")]
    [InlineData(null, "–")]
    public void Money_is_written_in_dollars(string? amount, string text) => Assert.Equal(text, NumberText.Dollars(NumberOrNull(amount)));

    [Fact]
    public void Thousands_are_parted() => Assert.Equal("1,234,567", NumberText.Count(1_234_567));

    private static decimal? NumberOrNull(string? text) => text is null ? null : decimal.Parse(text);
}
