using System.Text;
using Labels.Lines;

namespace LabelsTests.Lines;

/// <summary>A small file, read shard by shard as the workers do.</summary>
internal sealed class LabelFile(byte[] content)
{
    public int Size => content.Length;

    public static LabelFile Of(string text) => new(Encoding.UTF8.GetBytes(text));

    /// <summary>What one pass over the whole file gives, found in the plainest way.</summary>
    public List<ReadLine> Lines()
    {
        var lines = new List<ReadLine>();
        for (var start = 0; start < content.Length;)
        {
            var end = Array.IndexOf(content, (byte)'\n', start);
            end = end < 0 ? content.Length : end;
            lines.Add(new ReadLine(start, Encoding.UTF8.GetString(content, start, end - start)));
            start = end + 1;
        }

        return lines;
    }

    /// <summary>The lines of all shards one after the other. Fails where the shards' bytes do not join.</summary>
    public async Task<List<ReadLine>> LinesOfShardsAsync(long shardBytes, int seed = 1)
    {
        var lines = new List<ReadLine>();
        var accountedFor = 0L;
        for (var shard = 0L; shard < ByteRange.ShardCount(Size, shardBytes); shard++)
        {
            var range = ByteRange.OfShard(shard, shardBytes, Size);
            using var reader = Open(range, resumeAt: null, seed);
            await reader.SeekFirstLineAsync(TestContext.Current.CancellationToken);
            var first = reader.NextOffset;
            lines.AddRange(await TakeAllAsync(reader));
            if (reader.NextOffset > first)
            {
                Assert.Equal(accountedFor, first);
                accountedFor = reader.NextOffset;
            }
        }

        Assert.Equal(Size, accountedFor);
        return lines;
    }

    public LineReader Open(ByteRange range, long? resumeAt, int seed = 1)
    {
        var from = resumeAt ?? LineReader.FirstByteToRead(range);
        return new LineReader(new TrickleStream(content.AsMemory((int)from), seed), range, resumeAt);
    }

    public static async Task<List<ReadLine>> TakeAllAsync(LineReader reader)
    {
        var lines = new List<ReadLine>();
        do
        {
            Take(reader, lines, int.MaxValue);
        }
        while (await reader.ReadAsync(TestContext.Current.CancellationToken));

        return lines;
    }

    public static void Take(LineReader reader, List<ReadLine> lines, int most)
    {
        while (most-- > 0 && reader.TryTake(out var line))
            lines.Add(new ReadLine(line.Offset, Encoding.UTF8.GetString(line.Raw)));
    }
}
