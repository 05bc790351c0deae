using System.Text.Json;
using System.Text.Json.Serialization;
using GroundTruth.Annotations;
using GroundTruth.Images;
using GroundTruth.Tasks;

namespace GroundTruth.Hosting;

/// <summary>All JSON that goes in and out of these functions: camelCase, compiled rather than reflected.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(JsonElement))]
[JsonSerializable(typeof(AnnotationTask))]
[JsonSerializable(typeof(List<ConsolidatedObject>))]
[JsonSerializable(typeof(CopySummary))]
internal sealed partial class GroundTruthJsonContext : JsonSerializerContext;
