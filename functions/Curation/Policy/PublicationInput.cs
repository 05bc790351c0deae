using System.Text.Json;
using Hosting.Settings;
using Hosting.Storage;

namespace Curation.Policy;

/// <summary>What somebody asked for, checked key by key.</summary>
/// <param name="Source">Folder in S3 with the lists; null for those that are packaged.</param>
/// <param name="Extras">Whether the extras are in force.</param>
/// <param name="Providers">Whether the file's provider rules replace those of the database.</param>
/// <param name="ChangedBy">Who is recorded.</param>
/// <param name="DryRun">Whether only to say what would change.</param>
internal sealed record PublicationInput(ObjectLocation? Source, bool Extras, bool Providers, string ChangedBy, bool DryRun)
{
    private const int LongestName = 200;

    /// <exception cref="InvalidSettings">A key is unknown, or its value cannot be meant.</exception>
    public static PublicationInput Read(JsonElement request)
    {
        var input = new InputObject(request, "source", "extras", "providers", "changedBy", "dryRun");
        return new PublicationInput(
            input.Optional("source") is { } source ? ReadFolder(source) : null,
            input.Optional("extras")?.Boolean() ?? false,
            input.Optional("providers")?.Boolean() ?? false,
            input.Optional("changedBy") is { } name ? ReadName(name) : nameof(PublishPolicy),
            input.Optional("dryRun")?.Boolean() ?? false);
    }

    private static ObjectLocation ReadFolder(SettingValue source) => source.Location() is { } folder && folder.Key.EndsWith('/')
        ? folder
        : throw new InvalidSettings($"source is \"{source.Text()}\"; allowed is \"s3://bucket/prefix/\", with a slash at its end.");

    private static string ReadName(SettingValue name) => name.Text() is { Length: > 0 and <= LongestName } text && !text.Any(char.IsControl)
        ? text
        : throw new InvalidSettings($"changedBy is not what is allowed: 1 to {LongestName} characters that can be seen.");
}
