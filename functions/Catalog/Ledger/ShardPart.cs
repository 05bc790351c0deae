using Labels.Statistics;
using Labels.Tags;

namespace Catalog.Ledger;

/// <summary>A chunk of a shard: the lines that begin from <paramref name="FirstByte"/> up to <paramref name="NextByte"/>.</summary>
/// <param name="Shard">Number of the shard.</param>
/// <param name="FirstByte">Offset of the chunk's first line.</param>
/// <param name="NextByte">Offset of the line after its last one.</param>
/// <param name="Done">No line of the shard comes after it.</param>
/// <param name="Counts">What was in it.</param>
/// <param name="Statistics">The same in more detail, before any filter.</param>
/// <param name="Rejects">Its lines that could not be read.</param>
public sealed record ShardPart(
    long Shard, long FirstByte, long NextByte, bool Done, LoadCounts Counts, LabelStatistics Statistics, IReadOnlyList<Reject> Rejects);
