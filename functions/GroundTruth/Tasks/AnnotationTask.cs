using System.Text.Json;

namespace GroundTruth.Tasks;

/// <summary>What Ground Truth is to show a worker.</summary>
/// <param name="TaskInput">What the template finds under <c>task.input</c>.</param>
/// <param name="IsHumanAnnotationRequired">Whether a worker is asked at all.</param>
internal sealed record AnnotationTask(Dictionary<string, JsonElement> TaskInput, bool IsHumanAnnotationRequired);
