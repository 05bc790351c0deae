using System.Text;
using System.Text.Json.Nodes;
using Catalog.Ledger;
using Catalog.Staging;
using Labels.Lines;
using Labels.Statistics;
using Labels.Tags;

namespace CatalogTests;

public sealed class StagedHashesTests(PostgresFixture postgres)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Every length of what is left of a hash's last block, every character that JSON writes in another way than it is, and longer ones.</summary>
    private static IEnumerable<string> Names =>
    [
        .. Enumerable.Range(1, 40).Select(length => new string('n', length)),
        .. Enumerable.Range(1, 0x7F).Select(character => $"before {(char)character} after"),
        "Straße €😀", "日本", "\u007F\u0080\u2028", new string('é', 5_000), "\"\\\"", "/",
    ];

    [Theory]
    [InlineData("rekognition")]
    [InlineData("l'\"étiquette\" & <日本>\\")]
    public async Task Each_tag_is_staged_with_the_hash_by_which_the_database_knows_it(string provider)
    {
        await using var catalog = await TestCatalog.CreateAsync(postgres);
        var run = await catalog.BeginRunAsync();
        await StageAsync(catalog, run, new LineTagger(new TagOptions(provider, NameCase.AsIs)));

        Assert.Equal((long)Names.Chunk(30).Count(), await catalog.ScalarAsync($"SELECT count(*) FROM label_ingest.staging_{run.Number}"));
        Assert.Equal(
            0L,
            await catalog.ScalarAsync(
                $"""
                SELECT count(*)
                FROM label_ingest.staging_{run.Number}
                WHERE hashes <> (
                  SELECT string_agg(int4send(hashtext(tag ->> 'name') # hashtext(tag ->> 'accuracy')), '' ORDER BY position)
                  FROM jsonb_array_elements(tags) WITH ORDINALITY AS tags (tag, position))
                """));
    }

    private static async Task StageAsync(TestCatalog catalog, Run run, LineTagger tagger)
    {
        var content = string.Concat(Names.Chunk(30).Select(names => RecordOf(names) + "\n"));
        using var reader = new LineReader(new MemoryStream(Encoding.UTF8.GetBytes(content)), new ByteRange(0, long.MaxValue));
        var rows = new CopyBuffer();
        await using var chunk = await StagingChunk.BeginAsync(catalog.Database, run, rows, Cancellation);
        var counts = new LoadCounts();
        var more = true;
        while (more)
        {
            more = await reader.ReadAsync(Cancellation);
            while (reader.TryTake(out var line))
            {
                rows.BeginRow();
                var tagged = tagger.Tag(line, rows);
                rows.EndRow(line.Offset, tagged.ImageId, tagger.TagHashes);
                counts.Add(tagged);
            }
        }

        Assert.True(await chunk.CommitAsync(new ShardPart(0, 0, content.Length, Done: true, counts, new LabelStatistics(), []), Cancellation));
    }

    private static string RecordOf(IEnumerable<string> names)
    {
        var labels = names.Select((name, at) => (JsonNode)new JsonObject
        {
            ["Name"] = name,
            ["Confidence"] = at switch { 0 => 0m, 1 => 100m, 2 => 100.0m, 3 => 50.50m, 4 => 0.000001m, _ => 55m + 0.1234567890123m * at },
        });
        return new JsonObject
        {
            ["image_uuid"] = Guid.NewGuid().ToString(),
            ["response"] = new JsonObject { ["Labels"] = new JsonArray([.. labels]) },
        }.ToJsonString();
    }
}
