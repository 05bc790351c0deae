using System.Net;
using System.Text;
using Amazon.S3;
using Amazon.S3.Model;
using Catalog.Ledger;

namespace Ingest.Report;

/// <summary>Shows of the lines that could not be read how the first few begin, from what is kept of them in the results bucket.</summary>
internal sealed class RejectExamples(IAmazonS3 s3, string bucket)
{
    /// <summary>Lines of each reason that are shown.</summary>
    public const int OfReason = 3;

    private const int MaxCharacters = 200;
    private const int MaxBytesOfCharacter = 4;

    public async Task<IReadOnlyList<RejectGroup>> ShowAsync(IReadOnlyList<RejectCount> counts, CancellationToken cancellationToken)
    {
        var groups = new List<RejectGroup>(counts.Count);
        foreach (var count in counts)
        {
            var examples = new List<RejectExample>(count.First.Count);
            foreach (var reject in count.First)
                examples.Add(new RejectExample(reject.Offset, reject.Length, await BeginningAsync(reject, cancellationToken)));

            groups.Add(new RejectGroup(count.Reason, count.Lines, examples));
        }

        return groups;
    }

    private async Task<string?> BeginningAsync(Reject reject, CancellationToken cancellationToken)
    {
        var length = Math.Min(reject.Length, MaxCharacters * MaxBytesOfCharacter);
        var request = new GetObjectRequest
        {
            BucketName = bucket,
            Key = reject.ObjectKey,
            ByteRange = new ByteRange(reject.ObjectOffset, reject.ObjectOffset + length - 1),
        };
        try
        {
            using var response = await s3.GetObjectAsync(request, cancellationToken);
            var beginning = new byte[length];
            var read = await response.ResponseStream.ReadAtLeastAsync(beginning, beginning.Length, throwOnEndOfStream: false, cancellationToken);
            return TextOf(beginning.AsSpan(0, read));
        }
        catch (AmazonS3Exception e) when (e.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Forbidden or HttpStatusCode.RequestedRangeNotSatisfiable)
        {
            // The bucket forgets lines after a while, and whoever mended them may have taken them away. The report is no worse for it.
            return null;
        }
    }

    /// <summary>As many whole characters as are wanted; bytes that are no text become U+FFFD.</summary>
    private static string TextOf(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder();
        for (var characters = 0; characters < MaxCharacters && !bytes.IsEmpty; characters++)
        {
            Rune.DecodeFromUtf8(bytes, out var character, out var consumed);
            text.Append(character);
            bytes = bytes[consumed..];
        }

        return text.ToString();
    }
}
