using System.Text.Json;
using System.Text.Json.Serialization;
using Amazon.Lambda.SQSEvents;
using Catalog.Merge;
using Catalog.Runs;
using Hosting;
using Ingest.Messages;
using Ingest.Report;
using Ingest.Trigger;
using Labels.Records;
using Labels.Tags;

namespace Ingest.Hosting;

/// <summary>All JSON that goes in and out of these functions: camelCase, compiled rather than reflected.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    PropertyNameCaseInsensitive = true,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    Converters = [typeof(CamelCaseConverter<MergeMode>), typeof(CamelCaseConverter<NameCase>), typeof(CamelCaseConverter<RejectReason>)])]
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
[JsonSerializable(typeof(RunReport))]
[JsonSerializable(typeof(UndoProgress))]
internal sealed partial class IngestJsonContext : JsonSerializerContext;
