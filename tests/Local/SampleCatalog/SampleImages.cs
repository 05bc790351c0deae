using System.Buffers;
using Labels.Lines;
using Labels.Tags;
using Npgsql;
using NpgsqlTypes;

namespace Local.SampleCatalog;

/// <summary>Fills a catalog of our own with images, mostly those that a label file is about.</summary>
public static class SampleImages
{
    /// <param name="database">A catalog with tables of <see cref="MediaTables"/>.</param>
    /// <param name="table">image or audio.</param>
    /// <param name="labelFile">Path of the label file.</param>
    /// <param name="share">Share of its images that the catalog has, 0 to 1.</param>
    /// <param name="cancellationToken">Gives up; nothing stays.</param>
    /// <returns>How many images were added.</returns>
    public static Task<long> AddAsync(
        NpgsqlDataSource database, string table, string labelFile, double share, CancellationToken cancellationToken) =>
        AddAsync(database, table, ImagesAsync(labelFile, cancellationToken), share, cancellationToken);

    /// <param name="images">Which; one that comes twice is added once.</param>
    /// <inheritdoc cref="AddAsync(NpgsqlDataSource, string, string, double, CancellationToken)"/>
    public static async Task<long> AddAsync(
        NpgsqlDataSource database, string table, IAsyncEnumerable<Guid> images, double share, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using (var create = new NpgsqlCommand("CREATE TEMPORARY TABLE wanted (identifier uuid) ON COMMIT DROP", connection))
            await create.ExecuteNonQueryAsync(cancellationToken);

        await using (var import = await connection.BeginBinaryImportAsync("COPY wanted FROM STDIN (FORMAT binary)", cancellationToken))
        {
            await foreach (var image in images.WithCancellation(cancellationToken))
                await import.WriteRowAsync(cancellationToken, image);

            await import.CompleteAsync(cancellationToken);
        }

        await using var insert = new NpgsqlCommand(EmbeddedText.Read("sample-images.sql").Replace("{table}", table, StringComparison.Ordinal), connection) { CommandTimeout = 0 };
        insert.Parameters.Add(new() { Value = share, NpgsqlDbType = NpgsqlDbType.Double });
        var added = await insert.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);

        // A catalog that has been in use for a while has been analyzed.
        await using var analyze = new NpgsqlCommand($"ANALYZE {table}", connection) { CommandTimeout = 0 };
        await analyze.ExecuteNonQueryAsync(cancellationToken);
        return added;
    }

    private static async IAsyncEnumerable<Guid> ImagesAsync(
        string labelFile, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var file = File.OpenRead(labelFile);
        using var lines = new LineReader(file, new ByteRange(0, file.Length));
        var tagger = new LineTagger(new TagOptions("none"));
        var images = new List<Guid>();
        do
        {
            Take(lines, tagger, images);
            foreach (var image in images)
                yield return image;

            images.Clear();
        }
        while (await lines.ReadAsync(cancellationToken));
    }

    private static void Take(LineReader lines, LineTagger tagger, List<Guid> images)
    {
        var ignored = new ArrayBufferWriter<byte>(64 * 1024);
        while (lines.TryTake(out var line))
        {
            ignored.ResetWrittenCount();
            var tagged = tagger.Tag(line, ignored);
            if (tagged.Labels > 0)
                images.Add(tagged.ImageId);
        }
    }
}
