using System.Buffers;
using System.Text;
using Catalog.Statistics;
using Labels.Lines;
using Labels.Statistics;
using Labels.Tags;

namespace CatalogTests.Statistics;

public sealed class RunStatisticsTests(PostgresFixture postgres)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>More chunks than are summed in one transaction.</summary>
    [Fact]
    public async Task Chunks_add_up_to_the_whole_and_again_to_the_same()
    {
        const int chunks = 1_100;
        await using var catalog = await TestCatalog.CreateAsync(postgres);
        var run = await catalog.BeginRunAsync();
        for (var chunk = 0; chunk < chunks; chunk++)
            await catalog.StageAsync(run, [], firstByte: chunk, done: false, await StatisticsAsync(chunk, count: 1));

        // What another worker has committed is not committed again, whatever it says.
        Assert.False(await catalog.StageAsync(run, [], firstByte: 3, done: false, await StatisticsAsync(5, count: 7)));
        var statistics = new RunStatistics(catalog.Database);
        Assert.Null(await statistics.FindAsync(run.Number, Cancellation));

        var sums = await Task.WhenAll(statistics.SumAsync(run, Cancellation), statistics.SumAsync(run, Cancellation));

        var expected = (await StatisticsAsync(0, chunks)).ToBytes();
        Assert.All(sums, sum => Assert.Equal(expected, sum!.ToBytes()));
        Assert.Equal(expected, (await statistics.SumAsync(run, Cancellation))!.ToBytes());
        Assert.Equal(expected, (await statistics.FindAsync(run.Number, Cancellation))!.ToBytes());
        Assert.Equal(0L, await catalog.ScalarAsync("SELECT count(*) FROM label_ingest.shard_statistics"));
    }

    [Fact]
    public async Task A_run_with_a_chunk_from_before_there_were_any_has_none()
    {
        await using var catalog = await TestCatalog.CreateAsync(postgres);
        var run = await catalog.BeginRunAsync();
        await catalog.StageAsync(run, [], done: false, statistics: await StatisticsAsync(0, count: 1));
        await catalog.StageAsync(run, [], firstByte: 1, statistics: await StatisticsAsync(1, count: 1));
        await catalog.ScalarAsync("DELETE FROM label_ingest.shard_statistics WHERE first_byte = 0");

        Assert.Null(await new RunStatistics(catalog.Database).SumAsync(run, Cancellation));
        Assert.Null(await new RunStatistics(catalog.Database).FindAsync(run.Number, Cancellation));
    }

    [Fact]
    public async Task A_file_without_a_line_has_empty_ones()
    {
        await using var catalog = await TestCatalog.CreateAsync(postgres);
        var run = await catalog.BeginRunAsync();

        Assert.Equal(0, (await new RunStatistics(catalog.Database).SumAsync(run, Cancellation))!.ToReport().Images);
    }

    /// <summary>Of so many records, each with a label of its own confidence.</summary>
    private static async Task<LabelStatistics> StatisticsAsync(int first, int count)
    {
        var text = string.Concat(Enumerable.Range(first, count).Select(number =>
            $$$"""{"image_uuid": "{{{Guid.NewGuid()}}}", "response": {"Labels": [{"Name": "label {{{number % 7}}}", "Confidence": {{{number % 100}}}.25}]}}""" + "\n"));
        var bytes = Encoding.UTF8.GetBytes(text);
        using var lines = new LineReader(new MemoryStream(bytes), new ByteRange(0, bytes.Length));
        var statistics = new LabelStatistics();
        var tagger = new LineTagger(new TagOptions("none"));
        do
        {
            while (lines.TryTake(out var line))
                tagger.Tag(line, new ArrayBufferWriter<byte>(), statistics);
        }
        while (await lines.ReadAsync(Cancellation));

        return statistics;
    }
}
