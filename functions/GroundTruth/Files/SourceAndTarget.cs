using Hosting.Settings;
using Hosting.Storage;

namespace GroundTruth.Files;

/// <summary>The object that a function reads, and the one that it writes.</summary>
internal sealed record SourceAndTarget(ObjectLocation Source, ObjectLocation Target)
{
    /// <param name="input">What was asked for.</param>
    /// <param name="source">What the source is, to be said where it is missing.</param>
    /// <param name="target">What the target is.</param>
    /// <exception cref="InvalidSettings">One of them is missing or no object in S3, or they are the same.</exception>
    public static SourceAndTarget Read(InputObject input, string source, string target)
    {
        var pair = new SourceAndTarget(
            input.Required("source", $"it names {source}, as \"s3://bucket/key\"").Location(),
            input.Required("target", $"it names {target}, as \"s3://bucket/key\"").Location());
        return pair.Source == pair.Target
            ? throw new InvalidSettings($"source and target are both {pair.Source}; allowed are two different objects.")
            : pair;
    }
}
