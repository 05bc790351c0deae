namespace Labels.Lines;

/// <summary>A shard's share of the source file: the bytes from <see cref="Start"/> up to, not including, <see cref="End"/>.</summary>
/// <param name="Start">Offset of the first byte, 0 or more.</param>
/// <param name="End">Offset after the last byte, at least <paramref name="Start"/>.</param>
public readonly record struct ByteRange(long Start, long End)
{
    /// <summary>Number of shards of <paramref name="shardBytes"/> bytes that cover a file of <paramref name="size"/> bytes.</summary>
    public static long ShardCount(long size, long shardBytes) => (size + shardBytes - 1) / shardBytes;

    /// <summary>Shard <paramref name="shard"/> is bytes [shard·shardBytes, (shard+1)·shardBytes), cut at the end of the file.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The file has no such shard.</exception>
    public static ByteRange OfShard(long shard, long shardBytes, long size)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(shard);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(shard, ShardCount(size, shardBytes));

        var start = shard * shardBytes;
        return new ByteRange(start, Math.Min(size - start, shardBytes) + start);
    }
}
