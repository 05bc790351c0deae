namespace Local.Processes;

/// <summary>
/// A folder under the system's temporary folder that goes with its owner. A lock file beside it tells whether the owner still
/// lives (the kernel releases the lock of a process that was killed), so the next owner removes what a killed one left.
/// </summary>
public sealed class ThrowawayFolder : IDisposable
{
    private const string Prefix = "serverless-local-";
    private const string LockSuffix = ".lock";

    private readonly FileStream ownerLock;

    private ThrowawayFolder(string path, FileStream ownerLock)
    {
        Path = path;
        this.ownerLock = ownerLock;
    }

    public string Path { get; }

    /// <param name="purpose">A word in the folder's name, for those who look into the temporary folder.</param>
    public static ThrowawayFolder Create(string purpose)
    {
        RemoveAbandoned();
        var path = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"{Prefix}{purpose}-{Guid.NewGuid():N}");
        var ownerLock = Lock(path + LockSuffix, FileMode.CreateNew);
        Directory.CreateDirectory(path);
        return new ThrowawayFolder(path, ownerLock);
    }

    public void Dispose()
    {
        Remove(Path);
        ownerLock.Dispose();
    }

    private static void RemoveAbandoned()
    {
        foreach (var lockFile in Directory.GetFiles(System.IO.Path.GetTempPath(), $"{Prefix}*{LockSuffix}"))
        {
            try
            {
                using var held = Lock(lockFile, FileMode.Open);
                Remove(lockFile[..^LockSuffix.Length]);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                // Its owner lives, or is another user.
            }
        }
    }

    private static FileStream Lock(string path, FileMode mode) =>
        new(path, mode, FileAccess.ReadWrite, FileShare.None, bufferSize: 0, FileOptions.DeleteOnClose);

    private static void Remove(string path)
    {
        try
        {
            Directory.Delete(path, recursive: true);
        }
        catch (DirectoryNotFoundException)
        {
            // Gone already.
        }
    }
}
