using System.Text.RegularExpressions;
using Catalog.Surfacing;
using Curation.Messages;
using Hosting.Settings;

namespace Curation.Settings;

/// <summary>What somebody asked for when they started a refresh, checked key by key.</summary>
internal static partial class RefreshInput
{
    private const int DefaultBatchRows = 10_000;
    private const int MostBatchRows = 100_000;

    /// <param name="request">The input of the execution, as it came, and its name.</param>
    /// <param name="catalogTables">Tables that may be read.</param>
    /// <param name="apiTables">Tables that may be written to.</param>
    /// <exception cref="InvalidSettings">A key is unknown or missing, or its value is of the wrong type or out of range.</exception>
    public static RefreshPlan Read(RefreshRequest request, IReadOnlyList<string> catalogTables, IReadOnlyList<string> apiTables)
    {
        if (!RefreshIdPattern.IsMatch(request.RefreshId))
            throw new InvalidSettings($"The execution is named '{request.RefreshId}'; allowed are 1 to 80 letters, digits, '_', '-' or '.'.");

        var input = new InputObject(request.Input, "table", "target", "dryRun", "batchRows");
        return new RefreshPlan(
            request.RefreshId,
            input.Optional("table")?.OneOf(Choices(catalogTables)) ?? "image",
            input.Required("target", "it names the API's table that is to show what the policy lets through").OneOf(Choices(apiTables)),
            input.Optional("dryRun")?.Boolean() ?? false,
            (int)(input.Optional("batchRows")?.WholeNumber(1, MostBatchRows) ?? DefaultBatchRows),
            request.StartedAt);
    }

    private static IReadOnlyList<(string Text, string Value)> Choices(IReadOnlyList<string> tables) => [.. tables.Select(table => (table, table))];

    [GeneratedRegex("^[A-Za-z0-9_.-]{1,80}\\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex RefreshIdPattern { get; }
}
