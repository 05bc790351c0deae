using System.Text.Json;
using System.Text.Json.Serialization;

namespace GroundTruth.Annotations;

/// <summary>What Ground Truth is answered for one object.</summary>
/// <param name="DatasetObjectId">Ground Truth's number for it.</param>
/// <param name="ConsolidatedAnnotation">What the output manifest will have.</param>
internal sealed record ConsolidatedObject(string DatasetObjectId, ConsolidatedAnnotation ConsolidatedAnnotation);

/// <param name="Content">The label attribute's name and value.</param>
internal sealed record ConsolidatedAnnotation(Dictionary<string, LabelContent> Content);

/// <summary>The label attribute of an object in the output manifest.</summary>
/// <param name="Workers">Who answered what, in the order in which they did.</param>
/// <param name="Confidence">How sure the consolidation is, from 0 to 1.</param>
/// <param name="Result">The label by its name; null where nobody gave one.</param>
/// <param name="LabeledContent">The object itself, as Ground Truth gave it.</param>
/// <param name="FailureReason">Why the answers could not be read. Only an object of which that is so has it.</param>
internal sealed record LabelContent(
    List<WorkerLabel> Workers,
    double Confidence,
    Dictionary<string, Label> Result,
    JsonElement? LabeledContent,
    [property: JsonPropertyName("failure-reason"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? FailureReason);

/// <param name="WorkerId">Who; null if the payload did not say.</param>
/// <param name="Label">What.</param>
/// <param name="Skill">How reliable the method holds this worker to be, from 0 to 1; not there where it does not tell.</param>
internal sealed record WorkerLabel(
    [property: JsonPropertyName("worker_id")] string? WorkerId,
    Label Label,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? Skill);
