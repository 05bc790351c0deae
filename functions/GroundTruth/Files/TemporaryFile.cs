using Amazon.S3;
using Hosting.Storage;

namespace GroundTruth.Files;

/// <summary>
/// A file on its way to S3, which asks for its length before its content. It lies in the function's <c>/tmp</c> and is gone when it is
/// closed, or when the process ends.
/// </summary>
internal sealed class TemporaryFile : IDisposable
{
    /// <summary>What S3 takes in one piece.</summary>
    private const long MaxBytes = 5L * 1024 * 1024 * 1024;

    private readonly FileStream file = new(
        Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()),
        FileMode.CreateNew,
        FileAccess.ReadWrite,
        FileShare.None,
        bufferSize: 64 * 1024,
        FileOptions.DeleteOnClose);

    /// <exception cref="OutputTooLarge">The function's temporary storage is full, or S3 would not take a file of that size.</exception>
    public void WriteLine(ReadOnlySpan<byte> line)
    {
        if (file.Position + line.Length >= MaxBytes)
            throw new OutputTooLarge($"The file would be larger than the {MaxBytes} bytes that S3 takes in one piece. Split the source.");

        try
        {
            file.Write(line);
            file.WriteByte((byte)'\n');
        }
        catch (IOException e)
        {
            throw Full(e);
        }
    }

    /// <exception cref="OutputTooLarge">The function's temporary storage is full.</exception>
    public async Task SaveAsync(IAmazonS3 s3, ObjectLocation target, string contentType, CancellationToken cancellationToken)
    {
        try
        {
            file.Flush();
        }
        catch (IOException e)
        {
            throw Full(e);
        }

        await S3Objects.SaveAsync(s3, target, file, contentType, cancellationToken);
    }

    public void Dispose() => file.Dispose();

    private OutputTooLarge Full(IOException cause) =>
        new($"The function's temporary storage was full after {file.Position} bytes: {cause.Message}. Enlarge it, or split the source.");
}
