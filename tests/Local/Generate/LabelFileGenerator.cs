using System.Buffers;

namespace Local.Generate;

/// <summary>Writes label files of any size whose statistics are those of a real one.</summary>
public static class LabelFileGenerator
{
    // Large enough for a call of the file system to cost next to nothing.
    private const int PieceBytes = 1 << 20;
    private const int LongestLineBytes = 1 << 19;

    /// <summary>Writes a label file, byte for byte the same for the same options.</summary>
    /// <param name="destination">Written from where it stands, in pieces of 1 MiB, so it needs no buffer of its own. Not closed.</param>
    /// <param name="options">What the file is made of.</param>
    /// <param name="progress">Told the number of records written so far, after every MiB and at the end.</param>
    /// <param name="cancellationToken">Stops between two pieces and leaves what is written.</param>
    /// <returns>What was written.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range; nothing is written.</exception>
    public static async Task<GeneratedFile> WriteAsync(
        Stream destination, GenerateOptions options, IProgress<long>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(destination);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();

        var piece = new ArrayBufferWriter<byte>(PieceBytes + LongestLineBytes);
        var lines = new LabelFileLines(options, piece);
        long bytes = 0;
        while (lines.WriteNext())
        {
            if (piece.WrittenCount >= PieceBytes)
                await WritePieceAsync();
        }

        await WritePieceAsync();
        return lines.Count(bytes);

        async Task WritePieceAsync()
        {
            await destination.WriteAsync(piece.WrittenMemory, cancellationToken);
            bytes += piece.WrittenCount;
            piece.ResetWrittenCount();
            progress?.Report(lines.Records);
        }
    }
}
