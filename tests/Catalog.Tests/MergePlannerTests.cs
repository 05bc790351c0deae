using Catalog;
using Catalog.Ledger;
using Catalog.Merge;
using Catalog.Planning;

namespace CatalogTests;

public sealed class MergePlannerTests(PostgresFixture postgres)
{
    private const string Tags = """[{"name": "cat", "accuracy": 0.5, "provider": "rekognition"}]""";

    /// <summary>Pages of staging, catalog and missing images are taken one by one.</summary>
    private static readonly PlanPieces Small = new() { BlocksToScan = 1, BlocksToLookUp = 1, BlocksReadPerLookUp = 1_000 };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_image_gets_one_position_however_small_the_pieces()
    {
        await using var catalog = await TestCatalog.CreateAsync(postgres);
        var (run, staged) = await StageAsync(catalog, images: 600);
        var planner = await PlannerAsync(catalog, run);

        var pieces = 1;
        var scanned = 0L;
        while (await planner.AdvanceAsync(staged, workers: 3, Cancellation))
        {
            pieces++;
            if (await catalog.ScalarAsync("SELECT planned FROM label_ingest.merge_planning WHERE step = 'FindMissing'") is long planned)
                scanned = planned;
        }

        Assert.InRange(pieces, 10, 1_000);
        Assert.Equal([0, 1, 2], await planner.PartitionsAsync(Cancellation));
        await AssertPlanAsync(catalog, run, images: 600);
        Assert.Equal(
            true,
            await catalog.ScalarAsync(
                $"""
                SELECT coalesce(bool_and(in_order), true) FROM (
                  SELECT place > lag(place) OVER (ORDER BY position) IS NOT FALSE AS in_order
                  FROM label_ingest.merge_plan_{run.Number}
                  JOIN image USING (identifier)
                  -- Range of pages, turn, and address.
                  CROSS JOIN LATERAL (
                    SELECT ROW ((image.ctid::text::point)[0]::bigint / {Small.BlocksToScan}, uuid_hash(identifier) & 3, image.ctid) AS place) AS its
                  -- A transaction that another test has open makes rows of before it count as changed, to be looked up by their key.
                  WHERE position <= {scanned}) AS positions
                """));
    }

    [Fact]
    public async Task Where_the_file_is_small_and_the_catalog_large_its_images_are_looked_up()
    {
        await using var catalog = await TestCatalog.CreateAsync(postgres);
        var (run, staged) = await StageAsync(catalog, images: 600);
        var planner = await PlannerAsync(catalog, run, Small with { BlocksReadPerLookUp = 0 });

        while (await planner.AdvanceAsync(staged, workers: 1, Cancellation))
        {
            Assert.NotEqual("MatchCatalog", await catalog.ScalarAsync("SELECT step FROM label_ingest.merge_planning"));
        }

        await AssertPlanAsync(catalog, run, images: 600);
    }

    [Fact]
    public async Task Images_that_move_while_the_catalog_is_read_are_neither_missed_nor_planned_twice()
    {
        await using var catalog = await TestCatalog.CreateAsync(postgres);
        var (run, staged) = await StageAsync(catalog, images: 600);
        var planner = await PlannerAsync(catalog, run);
        var moves = 0;

        while (await planner.AdvanceAsync(staged, workers: 1, Cancellation))
        {
            // Those of the last pages go to the first, where room has been made, and those of the first to the last.
            if (await catalog.ScalarAsync("SELECT step = 'MatchCatalog' AND next_block BETWEEN 3 AND 6 FROM label_ingest.merge_planning") is not true)
                continue;

            moves++;
            await catalog.ScalarAsync("VACUUM image");
            await catalog.ScalarAsync("UPDATE image SET title = repeat('x', 400) WHERE ctid > '(9,0)' OR ctid < '(2,0)'");
        }

        Assert.Equal(4, moves);
        await AssertPlanAsync(catalog, run, images: 600);
    }

    [Fact]
    public async Task Two_planners_at_once_make_one_plan()
    {
        await using var catalog = await TestCatalog.CreateAsync(postgres);
        var (run, staged) = await StageAsync(catalog, images: 100);
        MergePlanner[] planners = [await PlannerAsync(catalog, run), await PlannerAsync(catalog, run)];

        await Task.WhenAll(planners.Select(async planner =>
        {
            while (await planner.AdvanceAsync(staged, workers: 2, Cancellation))
            {
                // Each call is one piece.
            }
        }));

        await AssertPlanAsync(catalog, run, images: 100);
    }

    [Theory]
    [InlineData("gathered")]
    [InlineData("newest")]
    [InlineData("merge_plan")]
    public async Task A_table_that_a_crash_empties_half_way_is_noticed(string table)
    {
        await using var catalog = await TestCatalog.CreateAsync(postgres);
        var (run, staged) = await StageAsync(catalog, images: 300);
        var planner = await PlannerAsync(catalog, run);
        var isEmptied = false;

        await Assert.ThrowsAsync<StagingLost>(async () =>
        {
            while (await planner.AdvanceAsync(staged, workers: 1, Cancellation))
            {
                if (isEmptied || await catalog.ScalarAsync($"SELECT to_regclass('label_ingest.{table}_{run.Number}') IS NULL") is true)
                    continue;

                isEmptied = await catalog.ScalarAsync($"SELECT EXISTS (SELECT FROM label_ingest.{table}_{run.Number})") is true;
                await catalog.ScalarAsync($"TRUNCATE label_ingest.{table}_{run.Number}");
            }
        });
    }

    /// <summary>Stages a row for each of some images, an earlier one for every third, and some that the catalog does not have.</summary>
    private static async Task<(Run Run, long Staged)> StageAsync(TestCatalog catalog, int images)
    {
        var rows = new List<(Guid, string)>();
        for (var i = 0; i < images; i++)
        {
            var image = await catalog.AddImageAsync(tags: null);
            if (i % 3 == 0)
                rows.Insert(0, (image, "[]"));

            rows.Add((image, Tags));
        }

        rows.AddRange(Enumerable.Range(0, 50).Select(_ => (Guid.NewGuid(), Tags)));
        var run = await catalog.BeginRunAsync();
        await catalog.StageAsync(run, rows);
        return (run, rows.Count);
    }

    private static async Task<MergePlanner> PlannerAsync(TestCatalog catalog, Run run, PlanPieces? pieces = null) =>
        new(catalog.Database, run, await CatalogTable.FindAsync(catalog.Database, "image", Cancellation), pieces ?? Small);

    /// <summary>Positions 1 to the number of images, each once, each with the last row of its image.</summary>
    private static async Task AssertPlanAsync(TestCatalog catalog, Run run, int images)
    {
        Assert.Equal(
            $"{images} {images} 1 {images} {images}",
            await catalog.ScalarAsync(
                $"""
                SELECT concat_ws(' ', count(*), count(DISTINCT plan.identifier), min(position), max(position),
                                 count(*) FILTER (WHERE staging.tags <> '[]' AND image.identifier IS NOT NULL))
                FROM label_ingest.merge_plan_{run.Number} AS plan
                JOIN label_ingest.staging_{run.Number} AS staging ON staging.ctid = plan.staged AND staging.identifier = plan.identifier
                LEFT JOIN image ON image.identifier = plan.identifier
                """));
        Assert.Equal($"{images + 50} {images}", await catalog.ScalarAsync("SELECT concat_ws(' ', images, matched) FROM label_ingest.run"));
    }
}
