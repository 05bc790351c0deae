using System.Text.Json;

namespace GroundTruth.Annotations;

/// <summary>
/// What a worker's page sent: a JSON object of the form's fields. The label is the field of the configured name, or what the first of AWS's
/// classifier elements holds, whatever its name: <c>{"label": "X"}</c> or <c>{"labels": ["X", "Y"]}</c>.
/// </summary>
/// <param name="labelName">The field's name.</param>
public sealed class AnswerReader(string labelName)
{
    private const int MaxFieldsTold = 5;

    /// <param name="content">The answer, JSON in a text.</param>
    /// <returns>The label, and why it could not be read. Neither, where the worker chose nothing.</returns>
    public (Label Label, string? Problem) Read(string content)
    {
        try
        {
            using var document = JsonDocument.Parse(content);
            var answer = document.RootElement;
            if (answer.ValueKind == JsonValueKind.Null)
                return (Label.None, null);

            if (answer.ValueKind != JsonValueKind.Object)
                return (Label.None, "the answer is no JSON object");

            if (answer.TryGetProperty(labelName, out var named))
                return ReadValue(named);

            var classified = answer.EnumerateObject().FirstOrDefault(IsClassifier);
            return classified.Value.ValueKind == JsonValueKind.Undefined ? (Label.None, WithoutLabel(answer)) : ReadValue(classified.Value);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // The second is what the reader says to half a surrogate pair.
            return (Label.None, "the answer is not JSON");
        }
    }

    /// <summary>A worker who chose nothing leaves an empty form. One who filled in others has a page whose field has another name.</summary>
    private string? WithoutLabel(JsonElement answer)
    {
        var fields = answer.EnumerateObject().Take(MaxFieldsTold).Select(field => field.Name).ToList();
        return fields.Count == 0 ? null : $"the answer has no field '{labelName}'; it has {string.Join(", ", fields)}";
    }

    private static bool IsClassifier(JsonProperty field) =>
        field.Value.ValueKind == JsonValueKind.Object && (field.Value.TryGetProperty("label", out _) || field.Value.TryGetProperty("labels", out _));

    private static (Label Label, string? Problem) ReadValue(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => (Label.None, null),
        JsonValueKind.String => (Label.Of(value.GetString()), null),
        JsonValueKind.Number => (Label.Of(value.GetRawText()), null),
        JsonValueKind.Array => ReadSet(value),
        JsonValueKind.Object when value.TryGetProperty("label", out var label) => ReadValue(label),
        JsonValueKind.Object when value.TryGetProperty("labels", out var labels) => ReadValue(labels),
        _ => (Label.None, "the label is neither a text nor a list of texts"),
    };

    private static (Label Label, string? Problem) ReadSet(JsonElement labels) =>
        labels.EnumerateArray().All(label => label.ValueKind == JsonValueKind.String)
            ? (Label.Of(labels.EnumerateArray().Select(label => label.GetString()!)), null)
            : (Label.None, "the labels are not all texts");
}
