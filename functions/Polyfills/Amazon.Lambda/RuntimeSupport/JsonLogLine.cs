using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>A line of a log in JSON: what Lambda wants to see first, then the message's own properties.</summary>
internal static class JsonLogLine
{
    public static string Write(DateTime time, string level, string requestId, LogMessage message, Exception? exception)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("timestamp", $"{time:yyyy-MM-ddTHH:mm:ss.fff}Z");
            json.WriteString("level", level);
            json.WriteString("requestId", requestId);
            json.WriteString("message", message.Text);
            foreach (var (name, value) in message.Properties)
                WriteProperty(json, name, value);

            if (exception is not null)
                WriteException(json, exception);

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>Numbers and truth values can be compared in a query; all else is text.</summary>
    private static void WriteProperty(Utf8JsonWriter json, string name, object value)
    {
        switch (value)
        {
            case bool truth:
                json.WriteBoolean(name, truth);
                break;
            case int number:
                json.WriteNumber(name, number);
                break;
            case long number:
                json.WriteNumber(name, number);
                break;
            case double number when double.IsFinite(number):
                json.WriteNumber(name, number);
                break;
            default:
                json.WriteString(name, value.ToString());
                break;
        }
    }

    private static void WriteException(Utf8JsonWriter json, Exception exception)
    {
        json.WriteString("errorType", exception.GetType().FullName);
        json.WriteString("errorMessage", exception.Message);
        json.WriteStartArray("stackTrace");
        foreach (var line in exception.ToString().AsSpan().EnumerateLines())
            json.WriteStringValue(line.Trim());

        json.WriteEndArray();
    }
}
