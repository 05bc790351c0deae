using System.Buffers;
using System.Text.Json;

namespace Hosting;

/// <summary>
/// What one invocation did, as a line in CloudWatch's embedded metric format: numbers that become metrics of the function, and properties
/// that can be searched for in the log. A run is a property, since a dimension is paid for by the value.
/// </summary>
/// <param name="metricNamespace">The executable's namespace in CloudWatch.</param>
/// <param name="function">The function, the one dimension of its metrics.</param>
public sealed class InvocationMetrics(string metricNamespace, string function)
{
    private const string Dimension = "Function";

    private readonly OrderedDictionary<Metric, double> metrics = [];
    private readonly OrderedDictionary<string, string> properties = [];

    /// <summary>Notes something to search for; what was noted before under that name is forgotten.</summary>
    public void Note(string property, object value) => properties[property] = $"{value}";

    /// <summary>Adds to a metric, or begins it.</summary>
    public void Add(Metric metric, double value) => metrics[metric] = metrics.GetValueOrDefault(metric) + value;

    /// <summary>Past the console's writer, in which the runtime puts time and level before a line: CloudWatch would not know it.</summary>
    public void Write(DateTimeOffset now)
    {
        using var output = Console.OpenStandardOutput();
        output.Write(ToLine(now));
    }

    private ReadOnlySpan<byte> ToLine(DateTimeOffset now)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            WriteDirective(json, now);
            json.WriteString(Dimension, function);
            foreach (var (name, value) in properties)
                json.WriteString(name, value);

            foreach (var (metric, value) in metrics)
                json.WriteNumber(metric.Name, value);

            json.WriteEndObject();
        }

        buffer.Write("\n"u8);
        return buffer.WrittenSpan;
    }

    private void WriteDirective(Utf8JsonWriter json, DateTimeOffset now)
    {
        json.WriteStartObject("_aws");
        json.WriteNumber("Timestamp", now.ToUnixTimeMilliseconds());
        json.WriteStartArray("CloudWatchMetrics");
        json.WriteStartObject();
        json.WriteString("Namespace", metricNamespace);
        json.WriteStartArray("Dimensions");
        json.WriteStartArray();
        json.WriteStringValue(Dimension);
        json.WriteEndArray();
        json.WriteEndArray();
        json.WriteStartArray("Metrics");
        foreach (var metric in metrics.Keys)
        {
            json.WriteStartObject();
            json.WriteString("Name", metric.Name);
            json.WriteString("Unit", metric.Unit);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
