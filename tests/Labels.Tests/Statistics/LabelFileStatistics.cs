using System.Buffers;
using System.Text;
using Labels.Lines;
using Labels.Statistics;
using Labels.Tags;

namespace LabelsTests.Statistics;

/// <summary>Statistics of a file as a load computes them: line by line, shard by shard.</summary>
internal static class LabelFileStatistics
{
    /// <summary>With filters on, which statistics must not see.</summary>
    private static readonly TagOptions Options = new("rekognition", MinAccuracy: 0.95m, Excluded: Labels.Exclusions.ExclusionList.Default());

    public static async Task<LabelStatistics> OfAsync(string text) => Assert.Single(await OfShardsAsync(text, int.MaxValue));

    public static async Task<List<LabelStatistics>> OfShardsAsync(string text, int shardBytes)
    {
        var content = Encoding.UTF8.GetBytes(text);
        var shards = new List<LabelStatistics>();
        for (var shard = 0L; shard < ByteRange.ShardCount(content.Length, shardBytes); shard++)
            shards.Add(await OfShardAsync(content, ByteRange.OfShard(shard, shardBytes, content.Length)));

        return shards;
    }

    public static LabelStatistics Merged(IEnumerable<LabelStatistics> parts)
    {
        var sum = new LabelStatistics();
        foreach (var part in parts)
            sum.Merge(part);

        return sum;
    }

    private static async Task<LabelStatistics> OfShardAsync(byte[] content, ByteRange range)
    {
        var statistics = new LabelStatistics();
        var tagger = new LineTagger(Options);
        var from = (int)LineReader.FirstByteToRead(range);
        using var reader = new LineReader(new MemoryStream(content, from, content.Length - from), range);
        await reader.SeekFirstLineAsync(TestContext.Current.CancellationToken);
        do
        {
            while (reader.TryTake(out var line))
                tagger.Tag(line, new ArrayBufferWriter<byte>(), statistics);
        }
        while (await reader.ReadAsync(TestContext.Current.CancellationToken));

        return statistics;
    }
}
