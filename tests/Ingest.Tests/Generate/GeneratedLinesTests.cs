using Local.Generate;

namespace IngestTests.Generate;

[Collection(typeof(GeneratedSampleTests))]
public sealed class GeneratedLinesTests(GeneratedSample sample)
{
    [Fact]
    public void Every_line_can_be_read_but_for_the_bad_ones()
    {
        Assert.Equal(GeneratedSample.Options.Records, sample.Records.Count);
        Assert.Equal(GeneratedSample.Options.BadLines, sample.UnreadableLines);
    }

    [Fact]
    public void What_is_counted_while_writing_is_what_is_there()
    {
        var images = sample.Records.Select(record => record.Image).Distinct().Count();

        var found = new GeneratedFile(
            Records: sample.Records.Count,
            Labels: sample.Records.Sum(record => (long)record.Labels.Count),
            Empty: sample.Records.Count(record => record.Labels.Count == 0),
            Duplicates: sample.Records.Count - images,
            BadLines: sample.UnreadableLines,
            Bytes: sample.Bytes.Length,
            DistinctImages: images);

        Assert.Equal(found, sample.File);
    }

    [Fact]
    public void Labels_come_with_the_surest_first() => Assert.All(sample.Records, record =>
        Assert.Equal(record.Labels.OrderByDescending(label => label.Confidence), record.Labels));

    [Fact]
    public void No_record_has_a_name_twice() => Assert.All(sample.Records, record =>
        Assert.Distinct(record.Labels.Select(label => label.Name), StringComparer.OrdinalIgnoreCase));

    [Fact]
    public void Some_records_have_empty_labels_and_some_have_none()
    {
        Assert.InRange(sample.File.Empty, 300, 600);
        Assert.True(Contains("\"Labels\":[],"u8));
        Assert.True(Contains("\"response\":{\"LabelModelVersion\""u8));
    }

    [Fact]
    public void Some_lines_are_long()
    {
        var longOnes = sample.Records.Where(record => record.Bytes >= 16 << 10).ToList();

        Assert.InRange(longOnes.Count, 10, 40);
        Assert.Contains(longOnes, record => record.Bytes > 100 << 10);
        Assert.All(longOnes, record => Assert.True(record.Bytes < 350 << 10));
    }

    [Fact]
    public void A_slash_is_written_either_way_and_so_are_letters_beyond_ascii()
    {
        Assert.True(Contains("application/x-amz-json-1.1"u8));
        Assert.True(Contains("application\\/x-amz-json-1.1"u8));
        Assert.True(Contains("Casa Milà"u8));
        Assert.True(Contains("Casa Mil\\u00E0"u8));
    }

    [Fact]
    public void Images_are_numbered_as_they_appear_and_duplicates_go_back_near_and_far()
    {
        var numbers = new Dictionary<Guid, long>();
        var distances = new List<long>();
        foreach (var image in sample.Records.Select(record => record.Image))
        {
            if (numbers.TryAdd(image, numbers.Count))
                Assert.Equal(GeneratedImages.Identifier(GeneratedSample.Options.Seed, numbers.Count - 1), image);
            else
                distances.Add(numbers.Count - numbers[image]);
        }

        Assert.InRange(distances.Count, 150, 300);
        Assert.Contains(distances, distance => distance <= 100);
        Assert.Contains(distances, distance => distance > 10_000);
    }

    [Fact]
    public void A_duplicate_has_labels_of_its_own() => Assert.All(
        sample.Records.GroupBy(record => record.Image).Where(records => records.Count() > 1),
        records => Assert.Distinct(
            records.Where(record => record.Labels.Count > 0).Select(record => string.Join('|', record.Labels)),
            StringComparer.Ordinal));

    [Fact]
    public void Image_identifiers_are_uuids_of_version_4() => Assert.All(sample.Records, record =>
    {
        Assert.Equal(4, record.Image.Version);
        Assert.InRange(record.Image.Variant, 8, 11);
    });

    private bool Contains(ReadOnlySpan<byte> text) => sample.Bytes.AsSpan().IndexOf(text) >= 0;
}
