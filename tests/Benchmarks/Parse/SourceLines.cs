namespace Benchmarks.Parse;

/// <summary>Goes through a source line by line for those who take a line at a time.</summary>
internal static class SourceLines
{
    public static ParsedFile Parse(byte[] source, TagOutput output, Action<ReadOnlyMemory<byte>, TagList> addTags)
    {
        using var tags = new TagList();
        long records = 0, written = 0;
        var allocatedBefore = GC.GetAllocatedBytesForCurrentThread();
        for (var start = 0; start < source.Length;)
        {
            var length = source.AsSpan(start).IndexOf((byte)'\n');
            if (length < 0)
                length = source.Length - start;

            addTags(source.AsMemory(start, length), tags);
            written += tags.Write(output);
            records++;
            start += length + 1;
        }

        return new ParsedFile(records, written, GC.GetAllocatedBytesForCurrentThread() - allocatedBefore);
    }
}
