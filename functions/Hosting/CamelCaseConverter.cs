using System.Text.Json;
using System.Text.Json.Serialization;

namespace Hosting;

/// <summary>An enumeration's members by their names, as everything else on the wire is written.</summary>
public sealed class CamelCaseConverter<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.CamelCase)
    where T : struct, Enum;
