using Amazon.S3;

namespace Hosting.Storage;

/// <summary>
/// A file on its way to S3, which asks for its length before its content. It lies in the function's <c>/tmp</c> and is gone when it is
/// closed, or when the process ends, however it ends.
/// </summary>
public sealed class TemporaryFile : IDisposable
{
    /// <summary>What S3 takes in one piece.</summary>
    private const long MaxBytes = 5L * 1024 * 1024 * 1024;

    private readonly FileStream file = Create();

    /// <exception cref="OutputTooLarge">The function's temporary storage is full, or S3 would not take a file of that size.</exception>
    public void WriteLine(ReadOnlySpan<byte> line)
    {
        Write(line);
        Write("\n"u8);
    }

    /// <inheritdoc cref="WriteLine" path="/exception"/>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        if (file.Position + bytes.Length > MaxBytes)
            throw new OutputTooLarge($"The file would be larger than the {MaxBytes} bytes that S3 takes in one piece. Ask for less at a time.");

        try
        {
            file.Write(bytes);
        }
        catch (IOException e)
        {
            throw Full(e);
        }
    }

    /// <exception cref="OutputTooLarge">The function's temporary storage is full.</exception>
    public async Task SaveAsync(IAmazonS3 s3, ObjectLocation target, string contentType, CancellationToken cancellationToken)
    {
        Flush();
        await S3Objects.SaveAsync(s3, target, file, contentType, cancellationToken);
    }

    /// <inheritdoc cref="WriteLine" path="/exception"/>
    public async Task CopyFromAsync(Stream content, CancellationToken cancellationToken)
    {
        var block = new byte[64 * 1024];
        while (await content.ReadAsync(block, cancellationToken) is > 0 and var read)
            Write(block.AsSpan(0, read));
    }

    /// <summary>Its content from the beginning, once all of it is written.</summary>
    /// <exception cref="OutputTooLarge">The function's temporary storage is full.</exception>
    public Stream Read()
    {
        Flush();
        file.Position = 0;
        return file;
    }

    public void Dispose() => file.Dispose();

    /// <summary>Without a name: else a process that is killed would leave it to the next one in the same <c>/tmp</c>.</summary>
    private static FileStream Create()
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        var created = new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Delete, bufferSize: 64 * 1024);
        File.Delete(path);
        return created;
    }

    private void Flush()
    {
        try
        {
            file.Flush();
        }
        catch (IOException e)
        {
            throw Full(e);
        }
    }

    private OutputTooLarge Full(IOException cause) =>
        new($"The function's temporary storage was full after {file.Position} bytes: {cause.Message}. Enlarge it, or ask for less at a time.");
}
