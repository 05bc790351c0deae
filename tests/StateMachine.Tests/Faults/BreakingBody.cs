using Microsoft.AspNetCore.Http;

namespace StateMachineTests.Faults;

/// <summary>The body of an answer that does not come to its end.</summary>
internal sealed class BreakingBody(HttpContext context, StorageFailure failure, double share) : Stream
{
    private readonly Stream body = context.Response.Body;
    private long? left;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        left ??= (long)((context.Response.ContentLength ?? buffer.Length) * share);
        var taken = (int)Math.Min(left.Value, buffer.Length);
        left -= taken;
        await body.WriteAsync(buffer[..taken], cancellationToken);
        if (taken == buffer.Length)
            return;

        await body.FlushAsync(cancellationToken);
        if (failure == StorageFailure.Stalled)
            await new TaskCompletionSource().Task.WaitAsync(context.RequestAborted);
        else if (failure == StorageFailure.Reset)
            context.Abort();

        // Truncated: the rest is swallowed, and the connection closed on a body shorter than promised.
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task FlushAsync(CancellationToken cancellationToken) => body.FlushAsync(cancellationToken);

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush() => throw new NotSupportedException();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
