using System.Globalization;

namespace GroundTruth.Annotations;

/// <summary>A Lambda could not return the answer. Nothing of it is returned then, rather than a part.</summary>
internal sealed class AnswerTooLarge(int objects, long bytes) : Exception(string.Create(
    CultureInfo.InvariantCulture,
    $"The labels of {objects} objects are {bytes} bytes of JSON or more; a Lambda may answer {Limit}. Start the job with a lower MaxConcurrentTaskCount, so that fewer objects come at a time."))
{
    /// <summary>What Lambda takes as the answer of a synchronous invocation, in bytes ("6 MB" in its quotas).</summary>
    public const int Limit = 6_291_556;
}
