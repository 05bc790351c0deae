using Labels.Lines;
using Labels.Records;
using Labels.Statistics;
using Labels.Tags;

namespace Benchmarks.Parse;

/// <summary>Ours, as LoadShard puts it together.</summary>
/// <param name="withStatistics">Whether the records are counted for the report on the way, as they are when a file is loaded.</param>
internal sealed class PipelineParser(bool withStatistics)
{
    private readonly LineTagger tagger = new(new TagOptions(TagList.Provider));

    /// <remarks>Never waits: all of the source is in memory. So it stays on its thread, whose memory it counts.</remarks>
    public async Task<ParsedFile> ParseAsync(byte[] source, TagOutput output)
    {
        using var lines = new LineReader(new MemoryStream(source, writable: false), new ByteRange(0, source.Length));
        var statistics = withStatistics ? new LabelStatistics() : null;
        long records = 0, tags = 0;
        var allocatedBefore = GC.GetAllocatedBytesForCurrentThread();
        do
        {
            while (lines.TryTake(out var line))
            {
                var tagged = tagger.Tag(line, output.Buffer, statistics);
                if (tagged.Reason != RejectReason.None)
                    throw new InvalidDataException($"The line at byte {line.Offset} was rejected: {tagged.Reason}.");

                output.EndRecord();
                records++;
                tags += tagged.Tags;
            }
        }
        while (await lines.ReadAsync(CancellationToken.None));

        return new ParsedFile(records, tags, GC.GetAllocatedBytesForCurrentThread() - allocatedBefore);
    }
}
