using System.Text.Json;
using Catalog.Merge;
using Hosting.Settings;
using Hosting.Storage;
using Labels.Tags;

namespace Ingest.Settings;

/// <summary>What somebody asked for when they started the execution, checked key by key.</summary>
/// <param name="Source">The label file.</param>
/// <param name="Settings">All settings, with defaults where the input is silent.</param>
internal sealed record ExecutionInput(ObjectLocation Source, IngestSettings Settings)
{
    private const string Keys =
        "source, provider, table, dryRun, mode, nameCase, minAccuracy, excludeLabels, shardBytes, batchRows, loadConcurrency, "
        + "mergeConcurrency, rejectTolerance, snapshotInstance";

    /// <param name="input">The input of the execution, as it came.</param>
    /// <param name="tables">Catalog tables that may be named.</param>
    /// <exception cref="InvalidSettings">A key is unknown or missing, or its value is of the wrong type or out of range.</exception>
    public static ExecutionInput Read(JsonElement input, IReadOnlyList<string> tables) => Guarded(input, () => ReadKeys(input, tables));

    /// <summary>Checks keys that a source is added to later. Which tables may be named is left to that time.</summary>
    /// <exception cref="InvalidSettings">As for a whole input; and the source must not be among the keys.</exception>
    public static void CheckDefaults(JsonElement defaults) => Guarded(defaults, () =>
    {
        var settings = new IngestSettings();
        foreach (var property in defaults.EnumerateObject())
        {
            if (property.NameEquals("source"))
                throw new InvalidSettings("source has no default: it is the file that starts the run.");

            settings = Apply(settings, new SettingValue(property.Name, property.Value), tables: null);
        }

        return settings;
    });

    private static T Guarded<T>(JsonElement input, Func<T> read)
    {
        if (input.ValueKind != JsonValueKind.Object)
            throw new InvalidSettings($"The execution input must be a JSON object with these keys: {Keys}.");

        try
        {
            return read();
        }
        catch (InvalidOperationException)
        {
            // What the JSON reader says to a key or a text with half a surrogate pair.
            throw new InvalidSettings("The execution input holds text that is not Unicode.");
        }
    }

    private static ExecutionInput ReadKeys(JsonElement input, IReadOnlyList<string> tables)
    {
        ObjectLocation? source = null;
        var settings = new IngestSettings();
        foreach (var property in input.EnumerateObject())
        {
            var value = new SettingValue(property.Name, property.Value);
            if (property.NameEquals("source"))
                source = value.Location();
            else
                settings = Apply(settings, value, tables);
        }

        return source is null
            ? throw new InvalidSettings("source is missing: it names the label file, as \"s3://bucket/key\".")
            : new ExecutionInput(source, settings);
    }

    private static IngestSettings Apply(IngestSettings settings, SettingValue value, IReadOnlyList<string>? tables) => value.Key switch
    {
        "provider" => settings with { Provider = value.Name() },
        "table" => settings with { Table = tables is null ? value.Text() : value.OneOf([.. tables.Select(table => (table, table))]) },
        "dryRun" => settings with { DryRun = value.Boolean() },
        "mode" => settings with { Mode = value.OneOf([("merge", MergeMode.Merge), ("replace", MergeMode.Replace)]) },
        "nameCase" => settings with { NameCase = value.OneOf([("lower", NameCase.Lower), ("asIs", NameCase.AsIs)]) },
        "minAccuracy" => settings with { MinAccuracy = value.Share() },
        "excludeLabels" => settings with { ExcludeLabels = value.Boolean() },
        "shardBytes" => settings with { ShardBytes = value.WholeNumber(1, 1L << 40) },
        "batchRows" => settings with { BatchRows = (int)value.WholeNumber(1, 1_000_000) },
        "loadConcurrency" => settings with { LoadConcurrency = (int)value.WholeNumber(1, 1_000) },
        "mergeConcurrency" => settings with { MergeConcurrency = (int)value.WholeNumber(1, 40) },
        "rejectTolerance" => settings with { RejectTolerance = (double)value.Share() },
        "snapshotInstance" => settings with { SnapshotInstance = value.DatabaseInstanceOrNull() },
        _ => throw new InvalidSettings($"There is no setting '{value.Key}'. Allowed are: {Keys}."),
    };
}
