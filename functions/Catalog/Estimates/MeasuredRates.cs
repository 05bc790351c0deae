using System.Globalization;
using Catalog.Ledger;
using Npgsql;

namespace Catalog.Estimates;

/// <summary>Takes rates from what has been run in this database.</summary>
internal static class MeasuredRates
{
    private static readonly string Select = SqlScript.Read("measured-rates.sql");

    /// <returns>Those of the last run over the same table that was finished before this one was planned; null where none tells.</returns>
    public static async Task<RunRates?> FindAsync(NpgsqlConnection connection, Run run, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand(Select, [new() { Value = run.Number }]);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        if (!await reader.ReadAsync(cancellationToken))
            return null;

        var (load, check, merge) = (reader.GetDouble(1), reader.GetDouble(2), reader.GetDouble(3));
        return new RunRates(
            load,
            check,
            merge,
            string.Create(
                CultureInfo.InvariantCulture,
                $"as fast as run '{reader.GetString(0)}' over the same table ({load:N0} records, {check:N0} rows, {merge:N0} images a second)"));
    }
}
