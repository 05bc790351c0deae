using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>An exception as Lambda reports it to the caller.</summary>
internal static class ErrorReport
{
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The name a state machine's <c>ErrorEquals</c> compares: the class alone, without its namespace.</summary>
    public static string TypeOf(Exception exception) => exception.GetType().Name;

    public static byte[] Write(Exception exception)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Readable))
            Write(json, exception);
        return buffer.WrittenSpan.ToArray();
    }

    private static void Write(Utf8JsonWriter json, Exception exception)
    {
        json.WriteStartObject();
        json.WriteString("errorType", TypeOf(exception));
        json.WriteString("errorMessage", exception.Message);
        WriteStackTrace(json, exception);

        if (exception.InnerException is { } cause)
        {
            json.WritePropertyName("cause");
            Write(json, cause);
        }

        if (exception is AggregateException aggregate)
            WriteCauses(json, aggregate);

        json.WriteEndObject();
    }

    private static void WriteStackTrace(Utf8JsonWriter json, Exception exception)
    {
        if (string.IsNullOrEmpty(exception.StackTrace))
            return;

        json.WriteStartArray("stackTrace");
        foreach (var line in exception.StackTrace.AsSpan().EnumerateLines())
            json.WriteStringValue(line.Trim());
        json.WriteEndArray();
    }

    private static void WriteCauses(Utf8JsonWriter json, AggregateException aggregate)
    {
        json.WriteStartArray("causes");
        foreach (var cause in aggregate.InnerExceptions)
            Write(json, cause);
        json.WriteEndArray();
    }
}
