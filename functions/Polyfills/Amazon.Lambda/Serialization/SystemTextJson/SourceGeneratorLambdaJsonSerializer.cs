using System.Diagnostics.CodeAnalysis;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Amazon.Lambda.Core;

namespace Amazon.Lambda.Serialization.SystemTextJson;

/// <summary>
/// Reads events and writes answers by source-generated code. The context is made anew with the options of this class:
/// names as they are in C#, case ignored in reading, nulls left out in writing. Options given to the context by
/// attribute are not consulted; what has to differ is set by the customizer.
/// </summary>
/// <typeparam name="TSGContext">Knows the types of every event and answer.</typeparam>
public class SourceGeneratorLambdaJsonSerializer<
    [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TSGContext> : ILambdaSerializer
    where TSGContext : JsonSerializerContext
{
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly TSGContext context;

    public SourceGeneratorLambdaJsonSerializer()
        : this(customizer: null)
    {
    }

    /// <param name="customizer">Changes the options before they are put to use.</param>
    public SourceGeneratorLambdaJsonSerializer(Action<JsonSerializerOptions>? customizer)
    {
        var options = new JsonSerializerOptions
        {
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            PropertyNameCaseInsensitive = true,
        };
        customizer?.Invoke(options);

        var constructor = typeof(TSGContext).GetConstructor([typeof(JsonSerializerOptions)])
            ?? throw new InvalidOperationException($"{typeof(TSGContext)} has no public constructor that takes options.");
        context = (TSGContext)constructor.Invoke([options]);
    }

    /// <exception cref="JsonSerializerException">The event is no JSON, or no <typeparamref name="T"/>.</exception>
    public T Deserialize<T>(Stream requestStream)
    {
        try
        {
            return JsonSerializer.Deserialize(requestStream, TypeInfo<T>())!;
        }
        catch (Exception exception)
        {
            throw new JsonSerializerException($"The event cannot be read as {typeof(T)}: {exception.Message}", exception);
        }
    }

    /// <exception cref="JsonSerializerException">The answer cannot be written as JSON.</exception>
    public void Serialize<T>(T response, Stream responseStream)
    {
        try
        {
            using var writer = new Utf8JsonWriter(responseStream, Readable);
            JsonSerializer.Serialize(writer, response, TypeInfo<T>());
        }
        catch (Exception exception)
        {
            throw new JsonSerializerException($"The answer cannot be written from {typeof(T)}: {exception.Message}", exception);
        }
    }

    private JsonTypeInfo<T> TypeInfo<T>() =>
        context.GetTypeInfo(typeof(T)) as JsonTypeInfo<T>
        ?? throw new InvalidOperationException($"{typeof(TSGContext)} does not name {typeof(T)} as serializable.");
}
