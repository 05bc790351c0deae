namespace Benchmarks.Parse;

/// <summary>What a contestant found in a label file.</summary>
/// <param name="Records">Lines that are records.</param>
/// <param name="Tags">Tags written.</param>
/// <param name="AllocatedBytes">Memory allocated on the way from the first record to the last.</param>
internal readonly record struct ParsedFile(long Records, long Tags, long AllocatedBytes);
