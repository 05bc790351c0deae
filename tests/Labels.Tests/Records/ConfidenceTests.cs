using System.Text;
using Labels.Records;

namespace LabelsTests.Records;

public sealed class ConfidenceTests
{
    [Theory]
    [InlineData("99.82632446289062", "0.9982632446289062")]
    [InlineData("99.048286438", "0.99048286438")]
    [InlineData("100", "1")]
    [InlineData("100.000", "1")]
    [InlineData("1e2", "1")]
    [InlineData("0.1E3", "1")]
    [InlineData("99", "0.99")]
    [InlineData("90.0", "0.9")]
    [InlineData("90", "0.9")]
    [InlineData("9.98e1", "0.998")]
    [InlineData("998e-1", "0.998")]
    [InlineData("5", "0.05")]
    [InlineData("0.5", "0.005")]
    [InlineData("1e-5", "0.0000001")]
    [InlineData("10.05", "0.1005")]
    [InlineData("0", "0")]
    [InlineData("-0", "0")]
    [InlineData("-0.0e9", "0")]
    [InlineData("0e400", "0")]
    public void An_accuracy_is_the_confidence_divided_by_100_exactly(string confidence, string accuracy)
    {
        var buffer = new byte[Confidence.MaxAccuracyLength];

        Assert.True(Confidence.TryToAccuracy(Encoding.ASCII.GetBytes(confidence), buffer, out var written));
        Assert.Equal(accuracy, Encoding.ASCII.GetString(buffer, 0, written));
    }

    [Theory]
    [InlineData("100.0000000001")]
    [InlineData("101")]
    [InlineData("1e3")]
    [InlineData("1e400")]
    [InlineData("1e99999999999999999999")]
    [InlineData("-1")]
    [InlineData("-1e-300")]
    [InlineData("1e-300")]
    [InlineData("1e-99999999999999999999")]
    public void A_number_outside_0_to_100_or_with_too_many_digits_is_refused(string confidence) =>
        Assert.False(Confidence.TryToAccuracy(Encoding.ASCII.GetBytes(confidence), new byte[Confidence.MaxAccuracyLength], out _));

    [Fact]
    public void Every_float_from_0_to_100_keeps_its_digits()
    {
        var random = new Random(7);
        var buffer = new byte[Confidence.MaxAccuracyLength];
        for (var i = 0; i < 20_000; i++)
        {
            var confidence = (decimal)(random.NextDouble() * 100);
            var text = confidence.ToString(System.Globalization.CultureInfo.InvariantCulture);

            Assert.True(Confidence.TryToAccuracy(Encoding.ASCII.GetBytes(text), buffer, out var written));

            var accuracy = decimal.Parse(Encoding.ASCII.GetString(buffer, 0, written), System.Globalization.CultureInfo.InvariantCulture);
            Assert.Equal(confidence / 100, accuracy);
        }
    }

    [Fact]
    public void Accuracies_compare_as_numbers_when_they_are_compared_as_bytes()
    {
        string[] ascending = ["0", "0.0000001", "0.05", "0.1", "0.10000001", "0.89999", "0.9", "0.90001", "0.99", "1"];

        Assert.Equal(ascending, ascending.Reverse().Order(StringComparer.Ordinal));
    }
}
