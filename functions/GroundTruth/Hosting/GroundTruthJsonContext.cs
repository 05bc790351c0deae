using System.Text.Json;
using System.Text.Json.Serialization;
using GroundTruth.Annotations;
using GroundTruth.Evaluation;
using GroundTruth.Images;
using GroundTruth.LabelFile;
using GroundTruth.Manifest;
using GroundTruth.Tasks;
using GroundTruth.Taxonomy;
using Hosting;

namespace GroundTruth.Hosting;

/// <summary>All JSON that goes in and out of these functions: camelCase, compiled rather than reflected.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    Converters = [typeof(CamelCaseConverter<RejectedReason>), typeof(CamelCaseConverter<LeftOutReason>)])]
[JsonSerializable(typeof(JsonElement))]
[JsonSerializable(typeof(AnnotationTask))]
[JsonSerializable(typeof(List<ConsolidatedObject>))]
[JsonSerializable(typeof(List<Category?>))]
[JsonSerializable(typeof(TaxonomySummary))]
[JsonSerializable(typeof(ManifestSummary))]
[JsonSerializable(typeof(RejectedProduct))]
[JsonSerializable(typeof(LabelFileSummary))]
[JsonSerializable(typeof(EvaluationReport))]
[JsonSerializable(typeof(EvaluationSummary))]
[JsonSerializable(typeof(CopySummary))]
internal sealed partial class GroundTruthJsonContext : JsonSerializerContext;
