using Microsoft.AspNetCore.Http;

namespace Local.Lambda;

/// <summary>Request bodies, which Lambda limits to 6 MiB either way.</summary>
internal static class Payload
{
    /// <summary>Of an event given to a function, in bytes.</summary>
    public const int LargestRequest = 6 * 1024 * 1024;

    /// <summary>Of a function's answer, in bytes: Lambda allows it a hundred more.</summary>
    public const int LargestResponse = LargestRequest + 100;

    /// <returns>Null if it is larger than the limit; it has been read to its end all the same.</returns>
    public static async Task<ReadOnlyMemory<byte>?> ReadAsync(HttpRequest request, int limit)
    {
        var payload = new MemoryStream();
        var tooLarge = false;
        while (true)
        {
            var read = await request.BodyReader.ReadAsync(request.HttpContext.RequestAborted);
            tooLarge |= payload.Length + read.Buffer.Length > limit;
            if (!tooLarge)
            {
                foreach (var segment in read.Buffer)
                    payload.Write(segment.Span);
            }

            request.BodyReader.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted)
                return tooLarge ? default(ReadOnlyMemory<byte>?) : payload.GetBuffer().AsMemory(0, (int)payload.Length);
        }
    }
}
