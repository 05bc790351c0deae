using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace StateMachineTests.Template;

/// <summary>The template that is deployed, as JSON: <c>!Ref X</c> is <c>{"Ref": "X"}</c>, <c>!Sub X</c> is <c>{"Fn::Sub": "X"}</c>.</summary>
internal static partial class SamTemplate
{
    public static string Path { get; } = System.IO.Path.Combine(AppContext.BaseDirectory, "deployment", "template.yaml");

    public static JsonObject Root { get; } = Read();

    public static JsonObject Parameters => Root[nameof(Parameters)]!.AsObject();

    /// <summary>The resources of a type, by their logical ids.</summary>
    public static IReadOnlyDictionary<string, JsonObject> Resources(string type) =>
        Root["Resources"]!.AsObject()
            .Where(resource => (string?)resource.Value!["Type"] == type)
            .ToDictionary(resource => resource.Key, resource => resource.Value!["Properties"]!.AsObject(), StringComparer.Ordinal);

    public static IReadOnlyDictionary<string, JsonObject> Functions => Resources("AWS::Serverless::Function");

    /// <summary>The executable that a function runs.</summary>
    public static string ExecutableOf(string function) =>
        (string?)Functions[function]["Handler"] ?? (string)Root["Globals"]!["Function"]!["Handler"]!;

    /// <summary>The variables of a function, with the parameters' defaults in them; a parameter or resource without one is its own name.</summary>
    public static Dictionary<string, string> EnvironmentOf(string function) =>
        Functions[function]["Environment"]!["Variables"]!.AsObject()
            .ToDictionary(variable => variable.Key, variable => Resolve(variable.Value!), StringComparer.Ordinal);

    /// <summary>The logical id that a <c>!Ref</c> or <c>!GetAtt</c> names; null for anything else.</summary>
    public static string? Target(JsonNode? value) =>
        value is JsonObject reference ? ((string?)reference["Ref"] ?? (string?)reference["Fn::GetAtt"])?.Split('.')[0] : null;

    /// <summary>What stands in <c>${…}</c> somewhere in a text.</summary>
    public static IEnumerable<string> Placeholders(string text) =>
        Placeholder().Matches(text).Select(match => match.Groups["name"].Value).Distinct(StringComparer.Ordinal);

    private static string Resolve(JsonNode value) => value switch
    {
        JsonObject node when (string?)node["Fn::Sub"] is { } text => Parameters.Aggregate(
            text, (filled, parameter) => filled.Replace($"${{{parameter.Key}}}", DefaultOf(parameter.Key), StringComparison.Ordinal)),
        // Every condition on which a variable depends asks for a parameter that has been given, and none has.
        JsonObject node when node["Fn::If"] is JsonArray branches => Resolve(branches[2]!),
        JsonObject => DefaultOf(Target(value)!),
        _ => value.ToString(),
    };

    [GeneratedRegex("\\$\\{(?<name>[^}]+)\\}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Placeholder();

    private static string DefaultOf(string name) => Parameters[name]?["Default"] is { } value ? value.ToString() : name;

    private static JsonObject Read()
    {
        using var reader = File.OpenText(Path);
        var stream = new YamlStream();
        stream.Load(reader);
        return Convert(stream.Documents[0].RootNode)!.AsObject();
    }

    private static JsonNode? Convert(YamlNode node)
    {
        var value = node switch
        {
            YamlMappingNode mapping => new JsonObject(
                mapping.Children.Select(child => KeyValuePair.Create(((YamlScalarNode)child.Key).Value!, Convert(child.Value)))),
            YamlSequenceNode sequence => new JsonArray([.. sequence.Children.Select(Convert)]),
            _ => Scalar((YamlScalarNode)node),
        };

        // A tag is short for an object with the function's name: !GetAtt is Fn::GetAtt, but Ref and Condition have no prefix.
        return node.Tag.IsEmpty || !node.Tag.Value.StartsWith('!') || node.Tag.IsNonSpecific
            ? value
            : new JsonObject { [node.Tag.Value[1..] is "Ref" or "Condition" ? node.Tag.Value[1..] : $"Fn::{node.Tag.Value[1..]}"] = value };
    }

    private static JsonNode? Scalar(YamlScalarNode scalar) => scalar switch
    {
        { Style: not YamlDotNet.Core.ScalarStyle.Plain } => scalar.Value,
        { Value: "true" or "false" } => scalar.Value == "true",
        _ when int.TryParse(scalar.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) => number,
        _ => scalar.Value,
    };
}
