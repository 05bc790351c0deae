using System.Text.Json;

namespace GroundTruth.Annotations;

/// <summary>An object of the job, and what its workers answered.</summary>
/// <param name="Id">Ground Truth's number for it in the batch.</param>
/// <param name="DataObject">The object itself as Ground Truth gave it, or null.</param>
/// <param name="Annotations">The answers, in the order in which they came.</param>
/// <param name="Problem">Why its answers could not be read; null if they could.</param>
/// <param name="DataObjectProblem">Why the object itself is not given back; null if it is, or if there is none.</param>
public sealed record AnnotatedObject(string Id, JsonElement? DataObject, IReadOnlyList<Annotation> Annotations, string? Problem, string? DataObjectProblem = null);
