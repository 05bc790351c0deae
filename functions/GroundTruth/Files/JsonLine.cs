namespace GroundTruth.Files;

/// <summary>One line of a JSON Lines file, without its line feed. Valid until the next one is read.</summary>
/// <param name="Number">The line's number; the first is 1.</param>
/// <param name="Text">The line; empty if it is too long.</param>
/// <param name="IsTooLong">It is longer than <see cref="JsonLineReader.MaxLength"/>.</param>
public readonly record struct JsonLine(long Number, ReadOnlyMemory<byte> Text, bool IsTooLong);
