using Catalog.DryRuns;
using Catalog.Estimates;
using Catalog.Ledger;
using Catalog.Runs;

namespace CatalogTests.Estimates;

public sealed class RunEstimatesTests(PostgresFixture postgres)
{
    private const string Tags = """[{"name": "cat", "accuracy": 0.5, "provider": "rekognition"}]""";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>
    /// A population of images, some with many records, of which the catalog has some: drawn 400 times, the truth lies outside of the interval
    /// about as often as it may, 5 %. Seeded, so always the same draws.
    /// </summary>
    [Theory]
    [InlineData(0.7, 1)]
    [InlineData(0.02, 1)]
    [InlineData(0.7, 2)]
    [InlineData(0.98, 9)]
    public async Task The_interval_holds_for_19_of_20_samples(double share, int records)
    {
        await using var catalog = await TestCatalog.CreateAsync(postgres);
        var run = await catalog.BeginRunAsync(dryRun: true, size: 10 * ImageSample.SourceBytes);
        var (random, population, outside) = (new Random(7), 20_000, 0);

        // Each fifth image has that many records.
        var matched = Enumerable.Range(0, population).Select(_ => random.NextDouble() < share).ToArray();
        long RecordsOf(int image) => image % 5 == 0 ? records : 1;
        var staged = Enumerable.Range(0, population).Sum(RecordsOf);
        for (var draw = 0; draw < 400; draw++)
        {
            var picked = Enumerable.Range(0, population).Where(_ => random.NextDouble() < 0.1).ToList();
            await NoteAsync(
                catalog, run, picked.Sum(RecordsOf), picked.Count, picked.Sum(image => RecordsOf(image) * RecordsOf(image)), picked.Count(image => matched[image]));
            var estimate = await EstimateAsync(catalog, run, staged);
            Assert.InRange(estimate.Matched.Value, estimate.Matched.Low, estimate.Matched.High);
            var isIn = matched.Count(isMatched => isMatched) is var truth && truth >= estimate.Matched.Low && truth <= estimate.Matched.High
                && population >= estimate.Images.Low && population <= estimate.Images.High;
            outside += isIn ? 0 : 1;
        }

        Assert.InRange(outside, 0, 40);
    }

    [Fact]
    public async Task Without_a_run_to_go_by_the_reference_is_named_and_a_real_run_has_no_estimate()
    {
        await using var catalog = await TestCatalog.CreateAsync(postgres);
        var run = await catalog.BeginRunAsync(dryRun: true, size: 1_000);
        await NoteAsync(catalog, run, records: 74_000, images: 74_000, squares: 74_000, matched: 54_000);

        var estimate = await EstimateAsync(catalog, run, 74_000);

        Assert.Equal(new EstimatedCount(54_000, 54_000, 54_000), estimate.Matched);
        Assert.Equal((4, 0.6, 2, 6.6), (estimate.Seconds.Load, estimate.Seconds.Check, estimate.Seconds.Merge, estimate.Seconds.Total));
        Assert.Contains("reference", estimate.Seconds.Basis, StringComparison.Ordinal);
        Assert.Contains("us-east-1", estimate.Cost.Basis, StringComparison.Ordinal);
        Assert.Equal((307_800_000, 6_480_000), (estimate.Bytes.Wal, estimate.Bytes.Undo));
        var real = await catalog.BeginRunAsync();
        Assert.Null(await new RunEstimates(catalog.Database).FindAsync(real, await SummaryAsync(catalog, real), new RunWorkers(1, 1), Cancellation));
    }

    [Fact]
    public async Task A_run_that_was_long_enough_gives_its_rates()
    {
        await using var catalog = await TestCatalog.CreateAsync(postgres);
        var earlier = await FinishedRunAsync(catalog);
        await StretchAsync(catalog, earlier, seconds: 20);
        var brief = await FinishedRunAsync(catalog);
        await StretchAsync(catalog, brief, seconds: 1);
        var run = await catalog.BeginRunAsync(dryRun: true, size: 1_000);
        await NoteAsync(catalog, run, records: 10, images: 10, squares: 10, matched: 10);

        var estimate = await EstimateAsync(catalog, run, 10);

        Assert.Contains($"as fast as run '{earlier.Plan.RunId}'", estimate.Seconds.Basis, StringComparison.Ordinal);
        Assert.Equal((200, 200, 200), (estimate.Seconds.Load, estimate.Seconds.Check, estimate.Seconds.Merge));
    }

    [Fact]
    public async Task The_run_to_compare_with_is_the_last_real_one_that_was_finished_before_and_stands()
    {
        await using var catalog = await TestCatalog.CreateAsync(postgres);
        var first = await FinishedRunAsync(catalog);
        var second = await FinishedRunAsync(catalog);
        var unfinished = await catalog.BeginRunAsync();
        var dry = await catalog.BeginRunAsync(dryRun: true);
        await new RunCompletion(catalog.Database).CompleteAsync(dry, Cancellation);
        var other = await catalog.BeginRunAsync(provider: "another");
        var run = await catalog.BeginRunAsync();
        var previous = new PreviousRuns(catalog.Database);

        Assert.Equal(second, await previous.FindAsync(run, Cancellation));
        Assert.Equal(second, await previous.FindAsync(unfinished, Cancellation));
        Assert.Equal(first, await previous.FindAsync(second, Cancellation));
        Assert.Null(await previous.FindAsync(first, Cancellation));
        Assert.Null(await previous.FindAsync(other, Cancellation));

        await catalog.UndoAsync(second);
        Assert.Equal(first, await previous.FindAsync(run, Cancellation));
    }

    private static async Task<Run> FinishedRunAsync(TestCatalog catalog)
    {
        var run = await catalog.RunAsync([(await catalog.AddImageAsync(tags: null), Tags)]);
        await new RunCompletion(catalog.Database).CompleteAsync(run, Cancellation);
        return run;
    }

    /// <summary>Makes each phase of a finished run last so long.</summary>
    private static Task<object?> StretchAsync(TestCatalog catalog, Run run, int seconds) => catalog.ScalarAsync(
        $"""
        UPDATE label_ingest.run SET planned_at = finished_at - interval '{4 * seconds} seconds', merge_planned_at = finished_at - interval '{2 * seconds} seconds'
        WHERE run_number = {run.Number};
        UPDATE label_ingest.shard_part SET committed_at = finished_at - interval '{3 * seconds} seconds' FROM label_ingest.run
        WHERE shard_part.run_number = {run.Number} AND run.run_number = {run.Number};
        UPDATE label_ingest.merge_planning SET committed_at = finished_at - interval '{2 * seconds} seconds' FROM label_ingest.run
        WHERE merge_planning.run_number = {run.Number} AND run.run_number = {run.Number};
        UPDATE label_ingest.merge_part SET committed_at = finished_at - interval '{seconds} seconds' FROM label_ingest.run
        WHERE merge_part.run_number = {run.Number} AND run.run_number = {run.Number}
        """);

    private static Task<object?> NoteAsync(TestCatalog catalog, Run run, long records, long images, long squares, long matched) => catalog.ScalarAsync(
        $"""
        INSERT INTO label_ingest.dry_run (
          run_number, sampled, images, squares, matched, changed, sample_bytes, rehearsed, tags_before, tags_after, table_before, table_after)
        VALUES ({run.Number}, {records}, {images}, {squares}, {matched}, {matched}, 8192, 1, 100, 200, 1000, 2100)
        ON CONFLICT (run_number) DO UPDATE
        SET sampled = excluded.sampled, images = excluded.images, squares = excluded.squares, matched = excluded.matched, changed = excluded.changed
        """);

    private static async Task<RunEstimate> EstimateAsync(TestCatalog catalog, Run run, long staged)
    {
        var summary = await SummaryAsync(catalog, run) with { Records = staged, Staged = staged };
        return (await new RunEstimates(catalog.Database).FindAsync(run, summary, new RunWorkers(16, 2), Cancellation))!;
    }

    private static Task<RunSummary> SummaryAsync(TestCatalog catalog, Run run) =>
        new RunSummaries(catalog.Database).ReadAsync(run.Plan.RunId, Cancellation);
}
