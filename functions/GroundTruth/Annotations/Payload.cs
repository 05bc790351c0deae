using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Amazon.S3;
using GroundTruth.Hosting;
using Hosting.Storage;

namespace GroundTruth.Annotations;

/// <summary>The answers of a batch as Ground Truth leaves them in S3: a JSON array with an entry for each object.</summary>
internal sealed class Payload(IAmazonS3 s3, AnswerReader answers)
{
    /// <summary>Objects that are being read at a time: their answers may lie in S3 each by itself, and are fetched then.</summary>
    private const int Window = 16;

    /// <summary>An answer is a form's fields. What is longer is none, and is not brought into memory.</summary>
    private const int MaxAnswerBytes = 1024 * 1024;

    /// <summary>The objects in their order; null for an entry that does not say which object it is.</summary>
    /// <exception cref="PayloadUnreadable">It is no JSON array.</exception>
    /// <exception cref="SourceNotFound">There is none.</exception>
    public async IAsyncEnumerable<AnnotatedObject?> ReadAsync(ObjectLocation location, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var content = await S3Objects.OpenAsync(s3, location, cancellationToken);
        await using var entries = JsonSerializer
            .DeserializeAsyncEnumerable(content, GroundTruthJsonContext.Default.JsonElement, cancellationToken)
            .GetAsyncEnumerator(cancellationToken);
        var reading = new Queue<Task<AnnotatedObject?>>();
        var isEmpty = true;
        while (await MoveNextAsync(entries, location))
        {
            isEmpty = false;
            reading.Enqueue(ReadEntryAsync(entries.Current, cancellationToken));
            if (reading.Count == Window)
                yield return await reading.Dequeue();
        }

        while (reading.TryDequeue(out var entry))
            yield return await entry;

        if (isEmpty)
            await ThrowIfNoArrayAsync(location, cancellationToken);
    }

    /// <summary>To the JSON reader, null is an array without entries.</summary>
    private async Task ThrowIfNoArrayAsync(ObjectLocation location, CancellationToken cancellationToken)
    {
        await using var content = await S3Objects.OpenAsync(s3, location, cancellationToken);
        var whole = await JsonSerializer.DeserializeAsync(content, GroundTruthJsonContext.Default.JsonElement, cancellationToken);
        if (whole.ValueKind != JsonValueKind.Array)
            throw new PayloadUnreadable($"{location} is not a JSON array of objects with their annotations, but {whole.GetRawText()}.");
    }

    private static async Task<bool> MoveNextAsync(IAsyncEnumerator<JsonElement> entries, ObjectLocation location)
    {
        try
        {
            return await entries.MoveNextAsync();
        }
        catch (JsonException e)
        {
            throw new PayloadUnreadable($"{location} is not a JSON array of objects with their annotations: {e.Message}", e);
        }
    }

    private async Task<AnnotatedObject?> ReadEntryAsync(JsonElement entry, CancellationToken cancellationToken)
    {
        if (entry.ValueKind != JsonValueKind.Object || IdOf(entry) is not { } id)
            return null;

        // A copy, or all the answers would stay in memory with it.
        JsonElement? dataObject = entry.TryGetProperty("dataObject", out var value) ? value.Clone() : null;
        string? dataObjectProblem = null;
        if (dataObject is { } given && !JsonText.IsUnicode(given))
            (dataObject, dataObjectProblem) = (null, "dataObject holds text that is not Unicode, and is not given back");

        if (!entry.TryGetProperty("annotations", out var annotations) || annotations.ValueKind != JsonValueKind.Array)
            return new AnnotatedObject(id, dataObject, [], "annotations is missing or no array", dataObjectProblem);

        var read = await Task.WhenAll(annotations.EnumerateArray().Select(annotation => ReadAnnotationAsync(annotation, cancellationToken)));
        return new AnnotatedObject(id, dataObject, read, Problem: null, dataObjectProblem);
    }

    private static string? IdOf(JsonElement entry) =>
        entry.TryGetProperty("datasetObjectId", out var id) ? JsonText.OrNull(id) ?? (id.ValueKind == JsonValueKind.Number ? id.GetRawText() : null) : null;

    private async Task<Annotation> ReadAnnotationAsync(JsonElement annotation, CancellationToken cancellationToken)
    {
        if (annotation.ValueKind != JsonValueKind.Object)
            return new Annotation(WorkerId: null, Label.None, "the annotation is no JSON object");

        var worker = annotation.TryGetProperty("workerId", out var id) ? JsonText.OrNull(id) : null;
        if (!annotation.TryGetProperty("annotationData", out var data) || data.ValueKind != JsonValueKind.Object)
            return new Annotation(worker, Label.None, "annotationData is missing or no JSON object");

        var (content, problem) = data.TryGetProperty("content", out var inline)
            ? Inline(inline)
            : await FetchAsync(PostAnnotationRequest.S3Uri(data), cancellationToken);
        if (content is null)
            return new Annotation(worker, Label.None, problem);

        (var label, problem) = answers.Read(content);
        return new Annotation(worker, label, problem);
    }

    /// <summary>JSON in a text; where it is JSON at once, somebody has taken it out of the text, and it means the same.</summary>
    private static (string? Content, string? Problem) Inline(JsonElement content) => content.ValueKind switch
    {
        JsonValueKind.Null => (null, null),
        JsonValueKind.String => JsonText.OrNull(content) is { } text ? (text, null) : (null, "the answer is not Unicode"),
        _ => (content.GetRawText(), null),
    };

    private async Task<(string? Content, string? Problem)> FetchAsync(string? uri, CancellationToken cancellationToken)
    {
        if (uri is null || !ObjectLocation.TryParse(uri, out var location))
            return (null, "annotationData has neither content nor an s3Uri");

        var buffer = ArrayPool<byte>.Shared.Rent(MaxAnswerBytes);
        try
        {
            await using var stream = await S3Objects.OpenAsync(s3, location, cancellationToken);
            var length = await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
            return length > MaxAnswerBytes - 1 ? (null, $"the answer at {location} is longer than {MaxAnswerBytes} bytes") : (Encoding.UTF8.GetString(buffer, 0, length), null);
        }
        catch (SourceNotFound e)
        {
            return (null, e.Message);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
