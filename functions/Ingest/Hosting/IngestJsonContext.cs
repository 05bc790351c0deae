using System.Text.Json;
using System.Text.Json.Serialization;
using Amazon.Lambda.SQSEvents;
using Catalog.Merge;
using Catalog.Runs;
using Ingest.Messages;
using Ingest.Trigger;
using Labels.Tags;

namespace Ingest.Hosting;

/// <summary>All JSON that goes in and out of these functions: camelCase, compiled rather than reflected.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    PropertyNameCaseInsensitive = true,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    Converters = [typeof(CamelCaseEnum<MergeMode>), typeof(CamelCaseEnum<NameCase>)])]
[JsonSerializable(typeof(SQSEvent))]
[JsonSerializable(typeof(SQSBatchResponse))]
[JsonSerializable(typeof(Notification))]
[JsonSerializable(typeof(JsonElement))]
[JsonSerializable(typeof(PlanRequest))]
[JsonSerializable(typeof(IngestPlan))]
[JsonSerializable(typeof(ShardRequest))]
[JsonSerializable(typeof(RunRequest))]
[JsonSerializable(typeof(MergePartitions))]
[JsonSerializable(typeof(PartitionRequest))]
[JsonSerializable(typeof(WorkProgress))]
[JsonSerializable(typeof(RunSummary))]
[JsonSerializable(typeof(JsonElement))]
[JsonSerializable(typeof(UndoProgress))]
internal sealed partial class IngestJsonContext : JsonSerializerContext
{
    /// <summary>Lambda's serializer makes a context of its own, from options that know nothing of the attribute above.</summary>
    public static void Configure(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = Default.Options.PropertyNamingPolicy;
        options.PropertyNameCaseInsensitive = Default.Options.PropertyNameCaseInsensitive;
        options.DefaultIgnoreCondition = Default.Options.DefaultIgnoreCondition;
        options.RespectNullableAnnotations = Default.Options.RespectNullableAnnotations;
        options.RespectRequiredConstructorParameters = Default.Options.RespectRequiredConstructorParameters;
        foreach (var converter in Default.Options.Converters)
            options.Converters.Add(converter);
    }
}

internal sealed class CamelCaseEnum<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.CamelCase)
    where T : struct, Enum;
