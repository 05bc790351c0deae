using Catalog.Ledger;
using Npgsql;

namespace Catalog.Planning;

/// <summary>What an earlier run of the same file has written, by which one that comes again is spared the work.</summary>
/// <param name="Digest">An expression over a staged row: what its tags are compared by.</param>
/// <param name="Written">A query: identifier, version of the image's row, and digest of the tags that it was given.</param>
internal sealed record SameFile(string Digest, string Written)
{
    /// <summary>Nothing to compare with.</summary>
    private static readonly SameFile None = new(
        "NULL", "SELECT NULL::uuid AS identifier, NULL::xid AS version, NULL::bigint AS digest WHERE false");

    public static async Task<SameFile> FindAsync(NpgsqlConnection connection, Run run, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand(SqlScript.Read("same-file.sql"), [new() { Value = run.Number }]);
        return await command.ExecuteScalarAsync(cancellationToken) is long number
            ? new SameFile(DigestOf("hashes"), $"SELECT identifier, version, {DigestOf("added")} AS digest FROM {Run.UndoOf(number)}")
            : None;
    }

    /// <summary>Eight bytes instead of four for each tag: they are sorted with all staged rows.</summary>
    private static string DigestOf(string hashes) => $"hashtextextended(encode({hashes}, 'hex'), 0)";
}
