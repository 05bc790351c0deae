using System.Text.Json;
using GroundTruth.Files;
using Hosting.Settings;
using Hosting.Storage;

namespace GroundTruth.Manifest;

/// <summary>What somebody asked BuildManifest for, checked key by key.</summary>
internal sealed record ManifestRequest(
    ObjectLocation Source, ObjectLocation Target, FileFormat Format, ManifestFields Fields, int MaxObjects)
{
    private const string RejectsSuffix = ".rejected.jsonl";

    private static readonly (string Key, string Text)[] DefaultFields = [("title", "title"), ("description", "description")];

    /// <summary>The image's id in the catalog, by which its labels find it again.</summary>
    private static readonly (string Key, string Text)[] DefaultOptionalFields = [("image_uuid", "image_uuid")];

    /// <summary>Where products go that have no line: beside the manifest.</summary>
    public ObjectLocation Rejects => Target with { Key = Target.Key + RejectsSuffix };

    /// <exception cref="InvalidSettings">A key is unknown or missing, or its value is not what is allowed.</exception>
    public static ManifestRequest Read(JsonElement request)
    {
        var input = new InputObject(
            request, "source", "target", "format", "delimiter", "image", "fields", "optionalFields", "maxObjects");
        var (source, target) = SourceAndTarget.Read(input, "the file of products", "the manifest to be written");
        var format = FileFormat.Read(input, source);
        var maxObjects = (int)(input.Optional("maxObjects")?.WholeNumber(1, ManifestLimits.MaxObjects) ?? ManifestLimits.DefaultObjects);
        var asked = new ManifestRequest(source, target, format, FieldsOf(input), maxObjects);
        return ObjectLocation.TryParse(asked.Rejects.ToString(), out var rejects) && rejects != source
            ? asked
            : throw new InvalidSettings(
                $"target is {target}; allowed is one beside which there is room for {asked.Rejects}, the list of what is left out.");
    }

    private static ManifestFields FieldsOf(InputObject input)
    {
        var fields = input.Optional("fields")?.Texts() ?? DefaultFields;
        var optional = input.Optional("optionalFields")?.Texts()
            ?? [.. DefaultOptionalFields.ExceptBy(fields.Select(field => field.Key), field => field.Key)];
        return ManifestFields.Of(input.Optional("image")?.Text() ?? ManifestLimits.ImageKey, fields, optional);
    }
}
