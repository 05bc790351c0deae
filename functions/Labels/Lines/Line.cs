namespace Labels.Lines;

/// <summary>One line of the source file, without its line feed. Valid until the reader is asked for the next one.</summary>
public readonly ref struct Line
{
    /// <summary>The longest line that is read, in bytes: 16 MiB. A longer one is counted, skipped and rejected.</summary>
    public const int MaxLength = 16 * 1024 * 1024;

    private static ReadOnlySpan<byte> ByteOrderMark => "\uFEFF"u8;

    internal Line(long offset, long length, ReadOnlySpan<byte> raw)
    {
        Offset = offset;
        Length = length;
        Raw = raw;
    }

    /// <summary>Where the line begins in the source file.</summary>
    public long Offset { get; }

    /// <summary>Length in bytes without the line feed; also known for a line that is too long to be held.</summary>
    public long Length { get; }

    /// <summary>The line as it stands in the file; empty if it is too long.</summary>
    public ReadOnlySpan<byte> Raw { get; }

    public bool IsTooLong => Length > MaxLength;

    /// <summary>The line without a byte order mark, which only the first line of a file may have.</summary>
    public ReadOnlySpan<byte> Text => Offset == 0 && Raw.StartsWith(ByteOrderMark) ? Raw[ByteOrderMark.Length..] : Raw;

    /// <summary>Nothing but blanks, tabs and carriage returns.</summary>
    public bool IsBlank => !IsTooLong && Text.IndexOfAnyExcept(" \t\r"u8) < 0;
}
