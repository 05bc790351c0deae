using System.Text.RegularExpressions;
using GroundTruth.Consolidation;
using GroundTruth.Tasks;
using Hosting;
using Hosting.Settings;
using Hosting.Storage;

namespace GroundTruth.Hosting;

/// <summary>How the labelling job's functions are configured: their environment variables.</summary>
internal static partial class LabelingSettings
{
    /// <summary>Which of the executable's functions this one is.</summary>
    public static string Handler => EnvironmentVariable.Required("FUNCTION_HANDLER");

    /// <summary>What a worker's page is given.</summary>
    public static TaskInputShape TaskInput => TaskInputShape.Parse(EnvironmentVariable.Optional("TASK_INPUT") ?? TaskInputShape.Default);

    /// <summary>Key of a line that was labelled before.</summary>
    public static string? SkipLabeled => Name("SKIP_LABELED");

    /// <summary>Inputs without which a worker cannot answer, separated by commas.</summary>
    public static string? RequiredInputs => EnvironmentVariable.Optional("REQUIRED_INPUTS");

    /// <summary>The taxonomy in S3; null for the one that is packaged.</summary>
    public static ObjectLocation? Taxonomy => EnvironmentVariable.Optional("TAXONOMY_URI") is not { } uri ? null
        : ObjectLocation.TryParse(uri, out var location) ? location
        : throw new InvalidSettings($"TAXONOMY_URI is '{uri}'; allowed is s3://bucket/key, or nothing for the taxonomy that is packaged.");

    /// <summary>Name of the answer's field, and of the result.</summary>
    public static string LabelName => Name("LABEL_NAME") ?? "product-category";

    /// <summary>How several answers become one label.</summary>
    public static string ConsolidationMethod => EnvironmentVariable.Optional("CONSOLIDATION_METHOD") ?? ConsolidationMethods.Default;

    /// <summary>Whether the payload is read with the job's own role.</summary>
    public static bool AssumesRole => (EnvironmentVariable.Optional("ASSUME_ROLE") ?? "false") switch
    {
        "true" => true,
        "false" => false,
        var other => throw new InvalidSettings($"ASSUME_ROLE is '{other}'; allowed is true or false."),
    };

    /// <summary>Image servers that may be private, or listen on an unusual port, as host:port and separated by commas.</summary>
    public static string? ImageHostsAllowed => EnvironmentVariable.Optional("IMAGE_HOSTS_ALLOWED");

    /// <summary>As Ground Truth names label attributes, with what a form's field may have besides.</summary>
    private static string? Name(string variable) => EnvironmentVariable.Optional(variable) is not { } value || NamePattern.IsMatch(value)
        ? EnvironmentVariable.Optional(variable)
        : throw new InvalidSettings($"{variable} is '{value}'; allowed are 1 to 127 letters, digits, '_', '-' or '.', the first a letter or digit.");

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9_.-]{0,126}\\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NamePattern { get; }
}
