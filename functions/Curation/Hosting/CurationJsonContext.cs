using System.Text.Json;
using System.Text.Json.Serialization;
using Catalog.Surfacing;
using Curation.Messages;

namespace Curation.Hosting;

/// <summary>All JSON that goes in and out of these functions: camelCase, compiled rather than reflected.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    PropertyNameCaseInsensitive = true,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(JsonElement))]
[JsonSerializable(typeof(PublishedPolicy))]
[JsonSerializable(typeof(InventoryRequest))]
[JsonSerializable(typeof(InventoryProgress))]
[JsonSerializable(typeof(RefreshRequest))]
[JsonSerializable(typeof(RefreshSummary))]
internal sealed partial class CurationJsonContext : JsonSerializerContext;
