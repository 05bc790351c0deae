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

    [Theory]
    [InlineData(999, "999 bytes", "999")]
    [InlineData(56_623_104, "56.62 MB", "56.62M")]
    [InlineData(210_000_000_000, "210 GB", "210G")]
    public void Large_numbers_are_written_with_a_unit(long number, string bytes, string count) =>
        Assert.Equal((bytes, count), (NumberText.Bytes(number), NumberText.Abbreviated(number)));

    [Theory]
    [InlineData(4.25, "4.3 s")]
    [InlineData(75.4, "1 min 15 s")]
    [InlineData(5_040.0, "1 h 24 min")]
    [InlineData(180_000.0, "2 d 2 h")]
    [InlineData(null, "–")]
    public void A_duration_is_written_in_its_two_largest_units(double? seconds, string text) => Assert.Equal(text, NumberText.Seconds(seconds));

    private static decimal? NumberOrNull(string? text) => text is null ? null : decimal.Parse(text);
}
