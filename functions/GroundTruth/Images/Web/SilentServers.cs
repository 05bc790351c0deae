using System.Collections.Concurrent;

namespace GroundTruth.Images.Web;

/// <summary>
/// Servers that one image after the other could not be had from, because they were not reached or did not answer in time. To try each of
/// their thousands would take hours, and yield nothing.
/// </summary>
internal sealed class SilentServers
{
    /// <summary>Images that fail one after the other, each after all its attempts, before a server is taken for dead.</summary>
    private const int ImagesInARow = 3;

    private readonly ConcurrentDictionary<string, int> failures = new(StringComparer.Ordinal);

    /// <exception cref="ImageNotFetched">The server is taken for dead.</exception>
    public void Refuse(string server)
    {
        if (failures.GetValueOrDefault(server) >= ImagesInARow)
            throw new ImageNotFetched(CopyFailure.HostDown);
    }

    public void NoteAnswer(string server) => failures.TryRemove(server, out _);

    /// <summary>Also takes what the server did answer, but was no image.</summary>
    public void NoteFailure(string server, ImageNotFetched failure)
    {
        var isSilent = failure is { MayPass: true, Reason: CopyFailure.ConnectionFailed or CopyFailure.Timeout or CopyFailure.HostNotFound };
        if (isSilent)
            failures.AddOrUpdate(server, 1, (_, before) => before + 1);
        else
            NoteAnswer(server);
    }
}
