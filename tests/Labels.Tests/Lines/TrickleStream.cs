namespace LabelsTests.Lines;

/// <summary>Gives what it has in pieces of changing size, as a network does.</summary>
internal sealed class TrickleStream(ReadOnlyMemory<byte> content, int seed) : Stream
{
    private readonly Random random = new(seed);
    private int position;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => content.Length;

    public override long Position
    {
        get => position;
        set => throw new NotSupportedException();
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var piece = content[position..];
        piece = piece[..Math.Min(Math.Min(piece.Length, buffer.Length), random.Next(1, 64))];
        piece.CopyTo(buffer);
        position += piece.Length;
        return ValueTask.FromResult(piece.Length);
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush() => throw new NotSupportedException();
}
