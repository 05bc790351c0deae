using Npgsql;

namespace Catalog;

/// <summary>One statement on a connection, in the transaction that is open on it.</summary>
internal static class NpgsqlConnectionExtensions
{
    public static async Task<int> ExecuteAsync(
        this NpgsqlConnection connection, string sql, NpgsqlParameter[] parameters, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand(sql, parameters);
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>The first column of the first row.</summary>
    public static async Task<T> ScalarAsync<T>(
        this NpgsqlConnection connection, string sql, NpgsqlParameter[] parameters, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand(sql, parameters);
        return await command.ExecuteScalarAsync(cancellationToken) is T value
            ? value
            : throw new InvalidOperationException($"No value came back from: {sql}");
    }

    /// <param name="table">As it stands in a statement.</param>
    public static Task<long> CountAsync(this NpgsqlConnection connection, string table, CancellationToken cancellationToken) =>
        connection.ScalarAsync<long>($"SELECT count(*) FROM {table}", [], cancellationToken);

    public static NpgsqlCommand CreateCommand(this NpgsqlConnection connection, string sql, NpgsqlParameter[] parameters)
    {
        var command = new NpgsqlCommand(sql, connection);
        command.Parameters.AddRange(parameters);
        return command;
    }
}
