namespace Catalog.Ledger;

/// <summary>How far a shard has come.</summary>
/// <param name="NextByte">Start of the first line that is not yet staged, or null where nothing is.</param>
/// <param name="Done">Every line of the shard is staged.</param>
public readonly record struct ShardProgress(long? NextByte, bool Done);
