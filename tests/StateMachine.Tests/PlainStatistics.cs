using System.Buffers;
using Labels.Lines;
using Labels.Statistics;
using Labels.Tags;

namespace StateMachineTests;

/// <summary>What is in a label file, from one pass over it from beginning to end: no shards, no chunks, no sums.</summary>
internal static class PlainStatistics
{
    public static async Task<LabelStatistics> OfAsync(string path, CancellationToken cancellationToken)
    {
        var statistics = new LabelStatistics();
        var tagger = new LineTagger(new TagOptions("none"));
        var ignored = new ArrayBufferWriter<byte>(64 * 1024);
        await using var file = File.OpenRead(path);
        using var lines = new LineReader(file, new ByteRange(0, file.Length));
        do
        {
            while (lines.TryTake(out var line))
            {
                ignored.ResetWrittenCount();
                tagger.Tag(line, ignored, statistics);
            }
        }
        while (await lines.ReadAsync(cancellationToken));

        return statistics;
    }
}
