using System.Text.Json;
using System.Text.RegularExpressions;
using GroundTruth.Files;
using Hosting.Settings;
using Hosting.Storage;

namespace GroundTruth.LabelFile;

/// <summary>What somebody asked LabelsToIngest for, checked key by key.</summary>
/// <param name="Taxonomy">Where the taxonomy is; null where labels are names already, or for the one that is packaged.</param>
/// <param name="IsTaxonomyPackaged">Whether it is the one that workers choose from where none is configured.</param>
/// <param name="Options">All else, as yet without the taxonomy.</param>
internal sealed partial record LabelFileRequest(
    ObjectLocation Source,
    ObjectLocation Target,
    string Provider,
    ObjectLocation? Taxonomy,
    bool IsTaxonomyPackaged,
    LabelFileOptions Options)
{
    private const string Packaged = "packaged";

    /// <exception cref="InvalidSettings">A key is unknown or missing, or its value is not what is allowed.</exception>
    public static LabelFileRequest Read(JsonElement request)
    {
        var input = new InputObject(
            request, "source", "target", "labelAttribute", "provider", "minConfidence", "imageKey", "taxonomy", "ancestors");
        var (source, target) = SourceAndTarget.Read(input, "the job's output manifest", "the label file to be written");
        var attribute = input.Required("labelAttribute", "it names the key under which the job has written its labels").Text();
        if (!AttributePattern.IsMatch(attribute) || attribute.EndsWith("-metadata", StringComparison.Ordinal))
        {
            throw new InvalidSettings(
                $"labelAttribute is {Excerpt.Of(attribute)}; allowed is the job's LabelAttributeName: "
                + "1 to 127 letters, digits or hyphens, not ending with -metadata.");
        }

        var imageKey = input.Optional("imageKey")?.NonBlank("a key of the manifest's lines") ?? "image_uuid";
        var isPackaged = input.Optional("taxonomy")?.Text() == Packaged;
        var taxonomy = isPackaged ? null : input.Optional("taxonomy")?.Location();
        var withAncestors = input.Optional("ancestors")?.Boolean() ?? false;
        if (withAncestors && taxonomy is null && !isPackaged)
        {
            throw new InvalidSettings(
                $"ancestors is true and taxonomy is missing, which tells what is above a category: \"s3://bucket/key\" or \"{Packaged}\".");
        }

        if (taxonomy == target)
            throw new InvalidSettings($"taxonomy and target are both {target}; allowed are two different objects.");

        var options = new LabelFileOptions(
            attribute, input.Optional("minConfidence")?.Share() ?? 0, imageKey, Taxonomy: null, withAncestors);
        return new LabelFileRequest(
            source, target, input.Required("provider", "it is written into each tag").Name(), taxonomy, isPackaged, options);
    }

    [GeneratedRegex("^[A-Za-z0-9](?:-*[A-Za-z0-9]){0,126}\\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex AttributePattern { get; }
}
