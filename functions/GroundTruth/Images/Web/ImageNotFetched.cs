namespace GroundTruth.Images.Web;

/// <summary>A URL did not yield an image.</summary>
/// <param name="reason">One of <see cref="CopyFailure"/>.</param>
/// <param name="mayPass">Another attempt may do better.</param>
/// <param name="retryAfter">How long the server asks to wait before; null where it does not say.</param>
/// <param name="cause">What happened.</param>
public sealed class ImageNotFetched(string reason, bool mayPass = false, TimeSpan? retryAfter = null, Exception? cause = null)
    : Exception(reason, cause)
{
    public string Reason => Message;

    public bool MayPass => mayPass;

    public TimeSpan? RetryAfter => retryAfter;
}
