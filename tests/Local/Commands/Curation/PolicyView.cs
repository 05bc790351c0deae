using Npgsql;
using Spectre.Console;

namespace Local.Commands.Curation;

/// <summary>The rules that are in force in a database.</summary>
internal static class PolicyView
{
    private const string Providers =
        """
        SELECT provider, CASE WHEN withheld THEN 'withheld' ELSE 'shown' END, coalesce(min_accuracy::text, '–'), coalesce(note, '')
        FROM tag_policy.provider_rule
        ORDER BY provider
        """;

    private const string Exclusions =
        """
        SELECT list, axis, count(*)::text, string_agg(name || CASE WHEN provider <> '' THEN ' (' || provider || ')' ELSE '' END, ', ' ORDER BY name)
        FROM tag_policy.exclusion
        GROUP BY list, axis
        ORDER BY list, axis
        """;

    private const string Junk = "SELECT reason, count(*)::text, string_agg(name, ', ' ORDER BY name) FROM tag_policy.junk GROUP BY reason ORDER BY reason";

    public static async Task ShowAsync(NpgsqlDataSource database, CancellationToken cancellationToken)
    {
        await ShowAsync(database, Providers, ["Provider", "Is", "From accuracy", "Note"], cancellationToken);
        await ShowAsync(database, Exclusions, ["List", "Axis", "Names", "Not shown"], cancellationToken);
        await ShowAsync(database, Junk, ["Junk", "Names", "Not shown"], cancellationToken);
    }

    private static async Task ShowAsync(NpgsqlDataSource database, string select, string[] columns, CancellationToken cancellationToken)
    {
        var table = new Table().Border(TableBorder.None).AddColumns(columns);
        await using var command = database.CreateCommand(select);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            table.AddRow(columns.Select((_, column) => new Text(reader.GetString(column))));

        AnsiConsole.Write(table);
        AnsiConsole.WriteLine();
    }
}
