using System.Globalization;
using System.Text.Json;
using Hosting.Settings;
using Hosting.Storage;

namespace Curation.Policy;

/// <summary>What somebody asked for, checked key by key.</summary>
/// <param name="Source">Folder in S3 with the lists; null for those that are packaged.</param>
/// <param name="Extras">Whether the extras are in force; null: as before.</param>
/// <param name="Providers">Whether the file's provider rules replace those of the database.</param>
/// <param name="ChangedBy">Who is recorded.</param>
/// <param name="ApprovedBy">Who answers for changes that no row has approvers for: nobody, or two people and more.</param>
/// <param name="DryRun">Whether only to say what would change.</param>
internal sealed record PublicationInput(
    ObjectLocation? Source, bool? Extras, bool Providers, string ChangedBy, IReadOnlyList<string> ApprovedBy, bool DryRun)
{
    private const int LongestName = 200;
    private const int MostApprovers = 10;

    /// <exception cref="InvalidSettings">A key is unknown, or its value cannot be meant.</exception>
    public static PublicationInput Read(JsonElement request)
    {
        var input = new InputObject(request, "source", "extras", "providers", "changedBy", "approvedBy", "dryRun");
        return new PublicationInput(
            input.Optional("source") is { } source ? ReadFolder(source) : null,
            input.Optional("extras")?.Boolean(),
            input.Optional("providers")?.Boolean() ?? false,
            input.Optional("changedBy") is { } name ? ReadName(name) : nameof(PublishPolicy),
            input.Optional("approvedBy") is { } approvers ? ReadApprovers(approvers) : [],
            input.Optional("dryRun")?.Boolean() ?? false);
    }

    private static ObjectLocation ReadFolder(SettingValue source) => source.Location() is { } folder && folder.Key.EndsWith('/')
        ? folder
        : throw new InvalidSettings($"source is \"{source.Text()}\"; allowed is \"s3://bucket/prefix/\", with a slash at its end.");

    private static string[] ReadApprovers(SettingValue approvers)
    {
        string[] names = [.. approvers.Items(2, MostApprovers, "names of people").Select(ReadName)];
        return names.Distinct(StringComparer.OrdinalIgnoreCase).Count() == names.Length
            ? names
            : throw new InvalidSettings($"approvedBy has somebody twice; allowed are 2 to {MostApprovers} different people.");
    }

    private static string ReadName(SettingValue name) =>
        name.Text() is { Length: > 0 and <= LongestName } text && text == text.Trim() && !text.Any(IsUnseen)
            ? text
            : throw new InvalidSettings(
                $"{name.Key} is not what is allowed: 1 to {LongestName} characters that can be seen, and no space at an end.");

    /// <summary>With a space of no width, one person would be two.</summary>
    private static bool IsUnseen(char character) => char.GetUnicodeCategory(character) is UnicodeCategory.Control or UnicodeCategory.Format;
}
