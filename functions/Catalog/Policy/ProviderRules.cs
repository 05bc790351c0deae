using Npgsql;
using NpgsqlTypes;

namespace Catalog.Policy;

/// <summary>Brings provider rules into the database. None is ever removed: without its rule, a withheld provider would be shown.</summary>
internal static class ProviderRules
{
    private const string Insert =
        """
        INSERT INTO tag_policy.provider_rule (provider, withheld, min_accuracy, note)
        SELECT * FROM unnest($1, $2, $3, $4)
        ON CONFLICT (provider) DO
        """;

    private const string Overwrite =
        """
        UPDATE SET withheld = EXCLUDED.withheld, min_accuracy = EXCLUDED.min_accuracy, note = EXCLUDED.note
        WHERE (provider_rule.withheld, provider_rule.min_accuracy, provider_rule.note)
          IS DISTINCT FROM (EXCLUDED.withheld, EXCLUDED.min_accuracy, EXCLUDED.note)
        """;

    /// <summary>Rules that are there stay: a switch that somebody lifted is not turned back by the next publication.</summary>
    public static Task AddMissingAsync(
        NpgsqlConnection connection, IReadOnlyList<ProviderRule> rules, CancellationToken cancellationToken) =>
        connection.ExecuteAsync($"{Insert} NOTHING", Parameters(rules), cancellationToken);

    public static Task SetAsync(NpgsqlConnection connection, IReadOnlyList<ProviderRule> rules, CancellationToken cancellationToken) =>
        connection.ExecuteAsync($"{Insert} {Overwrite}", Parameters(rules), cancellationToken);

    private static NpgsqlParameter[] Parameters(IReadOnlyList<ProviderRule> rules) =>
    [
        new() { Value = rules.Select(rule => ProviderKey.Of(rule.Provider)).ToArray() },
        new() { Value = rules.Select(rule => rule.IsWithheld).ToArray() },
        new() { Value = rules.Select(rule => rule.MinAccuracy).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Numeric },
        new() { Value = rules.Select(rule => rule.Note).ToArray() },
    ];
}
