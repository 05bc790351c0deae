using System.Text.Json.Nodes;

namespace StateMachineTests.Template;

/// <summary>A statement of a policy.</summary>
internal sealed record Permissions(string? Effect, IReadOnlyList<string> Actions, IReadOnlyList<JsonNode?> Resources)
{
    public bool IsAllow => Effect == "Allow";

    /// <summary>The statements in whatever policies a resource has: its own, a role's or a key's. Those of a condition count with both its sides.</summary>
    public static IEnumerable<Permissions> Of(JsonNode? node) => node switch
    {
        JsonObject statement when statement.ContainsKey(nameof(Effect)) => [new(
            (string?)statement[nameof(Effect)],
            [.. Many(statement["Action"]).Select(action => (string)action!)],
            [.. Many(statement["Resource"])])],
        JsonObject other => other.Where(property => property.Key != "AssumeRolePolicyDocument").SelectMany(property => Of(property.Value)),
        JsonArray list => list.SelectMany(Of),
        _ => [],
    };

    public bool Allows(string action) => IsAllow && Actions.Contains(action, StringComparer.Ordinal);

    private static JsonArray Many(JsonNode? value) => value as JsonArray ?? [value?.DeepClone()];
}
