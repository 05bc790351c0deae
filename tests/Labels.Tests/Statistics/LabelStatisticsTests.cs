using System.Text;
using Labels.Exclusions;
using Labels.Statistics;

namespace LabelsTests.Statistics;

public sealed class LabelStatisticsTests
{
    private const decimal MedianError = 0.005m;

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(3, 7)]
    [InlineData(4, 500)]
    [InlineData(5, 2_000)]
    public async Task The_numbers_are_those_of_a_plain_computation(int seed, int records)
    {
        var text = new GeneratedFile(seed).Text(records);
        var reference = new Reference(text);

        var report = (await LabelFileStatistics.OfAsync(text)).ToReport();

        Assert.Equal((reference.Images, reference.LabelCount, reference.Empty), (report.Images, report.Labels, report.Empty));
        Assert.Equal(reference.Mean, report.MeanConfidence);
        Assert.Equal(reference.MeanOfImageMeans, report.MeanOfImageMeans);
        Assert.Equal(reference.MeanOfImageMedians, report.MeanOfImageMedians);
        Assert.Equal(reference.AtOrAbove(90), report.LabelsAtThreshold);
        Assert.Equal(reference.ShareAtThreshold, report.ShareAtThreshold);
        Assert.Equal(reference.AtThresholdPerImage, report.LabelsAtThresholdPerImage);
        Assert.Equal((90, MedianError), (report.Threshold, report.MedianError));
        Assert.InRange(Reference.Distance(report.MedianConfidence, reference.TwiceMedian, 2), 0, MedianError);
        Assert.InRange(Reference.Distance(report.MedianOfImageMedians, reference.FourTimesMedianOfImageMedians, 4), 0, MedianError);
    }

    [Fact]
    public async Task The_distributions_are_those_of_a_plain_computation()
    {
        var text = new GeneratedFile(6).Text(2_000);
        var reference = new Reference(text);

        var report = (await LabelFileStatistics.OfAsync(text)).ToReport();

        Assert.Equal(reference.LabelsPerImage, report.LabelsPerImage.Select(number => (number.Labels, number.Images)));
        Assert.Equal(
            Enumerable.Range(0, 20).Select(bin => (bin * 5m, (bin * 5m) + 5, reference.AtOrAbove(bin * 5) - (bin == 19 ? 0 : reference.AtOrAbove((bin * 5) + 5)))),
            report.Confidence.Select(bin => (bin.From, bin.To, bin.Labels)));
        Assert.Equal(
            Enumerable.Range(0, 101).Where(at => at >= 80 || at % 5 == 0).Select(at => ((decimal)at, reference.AtOrAbove(at), reference.ImagesAtOrAbove(at))),
            report.Thresholds.Select(point => (point.Confidence, point.Labels, point.Images)));
        Assert.Equal(reference.Versions, report.ModelVersions.Select(version => (version.Version, version.Images)));
    }

    [Fact]
    public async Task Each_name_has_the_numbers_of_a_plain_computation()
    {
        var text = new GeneratedFile(7).Text(2_000);
        var reference = new Reference(text).Names.ToList();

        var report = (await LabelFileStatistics.OfAsync(text)).ToReport(topLabels: 60);

        Assert.Equal((reference.Count, 0), (report.Names, report.LabelsOfOtherNames));
        Assert.Equal(
            reference.Take(60).Select(name => new LabelStatistic(name.Name, name.Labels, name.Mean, name.Share)),
            report.TopLabels);
    }

    [Fact]
    public async Task Excluded_names_are_counted_by_axis_as_the_service_wrote_them()
    {
        var text = new GeneratedFile(8).Text(500);
        var axes = ReviewedLists.Packaged().Excluded.Labels.ToDictionary(label => label.Label, label => label.Axis, StringComparer.OrdinalIgnoreCase);

        var report = (await LabelFileStatistics.OfAsync(text)).ToReport();

        Assert.Equal(
            new Reference(text).Names.Where(name => axes.ContainsKey(name.Name))
                .Select(name => new ExcludedStatistic(axes[name.Name], name.Name, name.Labels, name.AtThreshold))
                .OrderBy(name => name.Axis, StringComparer.Ordinal).ThenByDescending(name => name.Labels).ThenBy(name => name.Name, StringComparer.Ordinal),
            report.Excluded);
        Assert.Contains(report.Excluded, name => name.Name == "Woman");
        Assert.Contains(report.Excluded, name => name.Name == "woman");
    }

    [Theory]
    [InlineData(7)]
    [InlineData(100)]
    [InlineData(1_000)]
    [InlineData(10_000)]
    public async Task Shards_of_any_size_merged_in_any_order_give_the_same_bytes(int shardBytes)
    {
        var text = new GeneratedFile(shardBytes).Text(shardBytes < 100 ? 25 : 100);
        var whole = (await LabelFileStatistics.OfAsync(text)).ToBytes();
        var random = new Random(shardBytes);

        for (var permutation = 0; permutation < 3; permutation++)
        {
            var parts = await LabelFileStatistics.OfShardsAsync(text, shardBytes);
            while (parts.Count > 1)
            {
                // Any two of them, one of which may have been stored meanwhile: so every tree of merges may come about.
                var one = Take(parts, random);
                var other = Take(parts, random);
                one.Merge(random.Next(2) == 0 ? LabelStatistics.FromBytes(other.ToBytes()) : other);
                parts.Add(one);
            }

            Assert.Equal(whole, parts[0].ToBytes());
        }
    }

    [Fact]
    public async Task A_merge_leaves_what_was_merged_as_it_is()
    {
        var parts = await LabelFileStatistics.OfShardsAsync(new GeneratedFile(9).Text(50), 20_000);
        var before = parts[1].ToBytes();

        parts[0].Merge(parts[1]);

        Assert.Equal(before, parts[1].ToBytes());
    }

    [Fact]
    public void Of_nothing_there_is_no_mean()
    {
        var report = LabelStatistics.FromBytes(new LabelStatistics().ToBytes()).ToReport();

        Assert.Equal((0, 0, 0), (report.Images, report.Labels, report.Empty));
        Assert.Null(report.MeanConfidence ?? report.MedianConfidence ?? report.MeanOfImageMeans ?? report.MeanOfImageMedians);
        Assert.Null(report.MedianOfImageMedians ?? report.ShareAtThreshold ?? report.LabelsAtThresholdPerImage);
        Assert.Empty(report.TopLabels);
    }

    [Fact]
    public async Task The_share_of_the_known_sample_comes_out()
    {
        var text = new StringBuilder();
        for (var label = 0; label < 555_718; label += 59)
        {
            var confidences = Enumerable.Range(label, Math.Min(59, 555_718 - label)).Select(number => number < 210_341 ? "90" : "89.99");
            text.Append(Line([.. confidences.Select(confidence => ("Cat", confidence))])).Append('\n');
        }

        var report = (await LabelFileStatistics.OfAsync(text.ToString())).ToReport();

        Assert.Equal((555_718, 210_341), (report.Labels, report.LabelsAtThreshold));
        Assert.Equal(0.3785031m, Math.Round(report.ShareAtThreshold!.Value, 7));
    }

    [Theory]
    [InlineData("90", 1)]
    [InlineData("9e1", 1)]
    [InlineData("90.0000000000000000000001", 1)]
    [InlineData("89.9999999999999999999999", 0)]
    [InlineData("100", 1)]
    [InlineData("0", 0)]
    public async Task The_threshold_is_inclusive_to_the_last_digit(string confidence, int expected)
    {
        var report = (await LabelFileStatistics.OfAsync(Line(("Cat", confidence)))).ToReport();

        Assert.Equal(expected, report.LabelsAtThreshold);
        Assert.Equal(expected, Assert.Single(report.TopLabels).ShareAtThreshold);
        Assert.Equal(expected, Assert.Single(report.Thresholds, point => point.Confidence == 90).Images);
    }

    [Fact]
    public async Task A_median_of_a_hundred_is_a_hundred() =>
        Assert.Equal(100, (await LabelFileStatistics.OfAsync(Line(("Cat", "100"), ("Dog", "1e2")))).ToReport().MedianConfidence);

    private static LabelStatistics Take(List<LabelStatistics> parts, Random random)
    {
        var at = random.Next(parts.Count);
        var part = parts[at];
        parts.RemoveAt(at);
        return part;
    }

    private static string Line(params (string Name, string Confidence)[] labels) =>
        "{\"image_uuid\":\"b840de61-fb9d-4ec5-9572-8d778875869f\",\"response\":{\"Labels\":["
        + string.Join(',', labels.Select(label => $"{{\"Name\":\"{label.Name}\",\"Confidence\":{label.Confidence}}}")) + "]}}";
}
