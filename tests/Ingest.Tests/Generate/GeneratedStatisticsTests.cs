namespace IngestTests.Generate;

/// <summary>
/// Statistics of a generated file against those of 45,059 records of the real one. The tolerances leave room for other seeds: some
/// four standard deviations of a file of this size.
/// </summary>
[Collection(typeof(GeneratedSampleTests))]
public sealed class GeneratedStatisticsTests(GeneratedSample sample)
{
    private IEnumerable<double> Confidences => sample.Records.SelectMany(record => record.Labels).Select(label => label.Confidence);

    private IEnumerable<double[]> ConfidencesOfEachImage => sample.Records
        .Where(record => record.Labels.Count > 0)
        .Select(record => record.Labels.Select(label => label.Confidence).ToArray());

    [Fact]
    public void A_line_takes_2219_bytes_on_average() =>
        AssertAbout(2_219, 60, (double)sample.File.Bytes / sample.File.Records);

    [Fact]
    public void An_image_has_12_33_labels_on_average() =>
        AssertAbout(555_718 / 45_059.0, 0.15, sample.Records.Average(record => record.Labels.Count));

    [Fact]
    public void The_mean_confidence_is_79_93() => AssertAbout(79.927835, 0.3, Confidences.Average());

    [Fact]
    public void The_median_confidence_is_81_38() => AssertAbout(81.379463, 0.4, Median([.. Confidences]));

    [Fact]
    public void Of_a_hundred_labels_37_85_are_above_90() =>
        AssertAbout(0.3785031, 0.006, Confidences.Average(confidence => confidence > 90 ? 1.0 : 0.0));

    [Fact]
    public void The_mean_of_the_per_image_means_is_81_07() =>
        AssertAbout(81.073921, 0.4, ConfidencesOfEachImage.Average(confidences => confidences.Average()));

    [Fact]
    public void The_mean_of_the_per_image_medians_is_82_56() =>
        AssertAbout(82.564148, 0.6, ConfidencesOfEachImage.Average(Median));

    [Fact]
    public void Confidences_lie_between_55_and_100() => Assert.All(Confidences, confidence => Assert.InRange(confidence, 55, 100));

    [Fact]
    public void Some_2595_names_occur()
    {
        var names = sample.Records.SelectMany(record => record.Labels).Select(label => label.Name).ToHashSet(StringComparer.Ordinal);

        AssertAbout(2_595, 20, names.Count);
    }

    [Theory]
    [InlineData("Person", 0.3, 0.7)]
    [InlineData("Human", 0.05, 0.7)]
    [InlineData("Man", 0.02, 0.2)]
    [InlineData("Woman", 0.02, 0.2)]
    [InlineData("Boy", 0.01, 0.1)]
    [InlineData("Girl", 0.01, 0.1)]
    [InlineData("Kid", 0.01, 0.1)]
    [InlineData("Casa Milà", 0.00005, 0.01)]
    [InlineData("Farmer's Market", 0.00005, 0.01)]
    public void Popular_names_are_frequent_and_rare_ones_rare(string name, double least, double most) =>
        Assert.InRange(
            sample.Records.Count(record => record.Labels.Any(label => string.Equals(label.Name, name, StringComparison.Ordinal)))
                / (double)sample.Records.Count,
            least,
            most);

    private static void AssertAbout(double expected, double tolerance, double actual) =>
        Assert.InRange(actual, expected - tolerance, expected + tolerance);

    private static double Median(double[] values)
    {
        Array.Sort(values);
        return (values[(values.Length - 1) / 2] + values[values.Length / 2]) / 2;
    }
}
