using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Labels.Statistics;

namespace LabelsTests.Statistics;

public sealed class NameLimitTests
{
    [Fact]
    public async Task Of_too_many_names_the_same_are_kept_with_their_whole_counts_whatever_the_order()
    {
        const int Different = LabelStatistics.MaxNames + 40_000;
        var random = new Random(1);
        var numbers = Enumerable.Range(0, Different).SelectMany(number => Enumerable.Repeat(number, 1 + (number % 3))).ToArray();

        random.Shuffle(numbers);
        var records = Records(numbers).ToArray();
        var one = await LabelFileStatistics.OfAsync(string.Join('\n', records));
        random.Shuffle(records);
        var other = LabelFileStatistics.Merged(await LabelFileStatistics.OfShardsAsync(string.Join('\n', records), 1_500_000));

        Assert.Equal(one.ToBytes(), LabelStatistics.FromBytes(other.ToBytes()).ToBytes());
        var report = other.ToReport(topLabels: int.MaxValue);
        Assert.Equal((numbers.Length, LabelStatistics.MaxNames), (report.Labels, report.Names));
        Assert.All(report.TopLabels, name => Assert.Equal(1 + (Number(name.Name) % 3), name.Labels));
        Assert.Equal(numbers.Length - report.TopLabels.Sum(name => name.Labels), report.LabelsOfOtherNames);
    }

    [Fact]
    public void Merging_is_commutative_and_associative() =>
        Prop.ForAll(
            Parts().ToArbitrary(),
            Parts().ToArbitrary(),
            Parts().ToArbitrary(),
            async ((int From, int Count) a, (int From, int Count) b, (int From, int Count) c) =>
            {
                LabelStatistics[] left = [await PartAsync(a), await PartAsync(b), await PartAsync(c)];
                LabelStatistics[] right = [await PartAsync(a), await PartAsync(b), await PartAsync(c)];
                left[0].Merge(left[1]);
                left[0].Merge(left[2]);
                right[2].Merge(right[1]);
                right[2].Merge(right[0]);

                Assert.Equal(left[0].ToBytes(), right[2].ToBytes());
            })
            .Check(Config.QuickThrowOnFailure.WithMaxTest(5));

    [Fact]
    public async Task Names_longer_than_the_limit_are_counted_with_the_others()
    {
        string[] names = [new('a', LabelStatistics.MaxNameLength), new('a', LabelStatistics.MaxNameLength + 1), new('é', 129)];
        var labels = names.Select(name => $"{{\"Name\":\"{name}\",\"Confidence\":50}}");

        var report = (await LabelFileStatistics.OfAsync(Record(labels))).ToReport();

        Assert.Equal(names[0], Assert.Single(report.TopLabels).Name);
        Assert.Equal((3, 2), (report.Labels, report.LabelsOfOtherNames));
    }

    [Fact]
    public async Task No_more_model_versions_are_kept_than_the_limit()
    {
        var records = Enumerable.Range(0, 1_000).Select(number =>
            $"{{\"image_uuid\":\"b840de61-fb9d-4ec5-9572-8d778875869f\",\"response\":{{\"LabelModelVersion\":\"{number % 100}\"}}}}");

        var report = (await LabelFileStatistics.OfAsync(string.Join('\n', records))).ToReport();

        Assert.Equal(LabelStatistics.MaxModelVersions, report.ModelVersions.Count);
        Assert.All(report.ModelVersions, version => Assert.Equal(10, version.Images));
    }

    /// <summary>Alone within the limit, together beyond it.</summary>
    private static Gen<(int From, int Count)> Parts() =>
        from start in Gen.Choose(0, 80_000)
        from count in Gen.Choose(0, 60_000)
        select (start, count);

    private static Task<LabelStatistics> PartAsync((int From, int Count) part) =>
        LabelFileStatistics.OfAsync(string.Join('\n', Records(Enumerable.Range(part.From, part.Count))) + "\n");

    /// <summary>Records of 50 labels, the names of which are numbers.</summary>
    private static IEnumerable<string> Records(IEnumerable<int> numbers) => numbers.Chunk(50).Select(record =>
        Record(record.Select(number => $"{{\"Name\":\"Label {number}\",\"Confidence\":{number % 100}.25}}")));

    private static int Number(string name) => int.Parse(name.AsSpan("Label ".Length), CultureInfo.InvariantCulture);

    private static string Record(IEnumerable<string> labels) =>
        "{\"image_uuid\":\"b840de61-fb9d-4ec5-9572-8d778875869f\",\"response\":{\"Labels\":[" + string.Join(',', labels) + "]}}";
}
