using System.Runtime.CompilerServices;
using Amazon.S3;
using GroundTruth.Files;
using Hosting.Storage;

namespace GroundTruth.Images.Products;

/// <summary>Products in a CSV file: its columns stay as they are, and one more says where the image is.</summary>
internal sealed class CsvProducts : ProductFile
{
    private readonly Spreadsheet sheet;
    private readonly CsvLines list;
    private readonly int id;
    private readonly int url;
    private readonly int sourceRef;

    private CsvProducts(Spreadsheet sheet, int id, int url, int? sourceRef, char delimiter)
    {
        this.sheet = sheet;
        this.id = id;
        this.url = url;
        this.sourceRef = sourceRef ?? sheet.Headers.Count;
        list = new CsvLines(Output, delimiter);
        WriteRow([.. sheet.Headers], sourceRef is { } column ? sheet.Headers[column] : SourceRef);
    }

    /// <exception cref="UnreadableSpreadsheet">There is no header, or it lacks a column that is needed.</exception>
    public static async Task<CsvProducts> OpenSheetAsync(CopyRequest asked, Stream content, CancellationToken cancellationToken)
    {
        var sheet = await Spreadsheet.OpenAsync(content, asked.Format.Delimiter, cancellationToken);
        try
        {
            return new CsvProducts(
                sheet, sheet.ColumnOf(asked.IdColumn), sheet.ColumnOf(asked.UrlColumn), sheet.OptionalColumnOf(SourceRef), asked.Format.Delimiter);
        }
        catch
        {
            sheet.Dispose();
            throw;
        }
    }

    /// <exception cref="UnreadableSpreadsheet">From some row on, cells cannot be told apart.</exception>
    public override async IAsyncEnumerable<ProductRow> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (await sheet.ReadAsync(cancellationToken))
        {
            if (sheet.RowBytes > LongestRow)
            {
                yield return new Row(this, sheet.Row, id: "", url: "", bytes: 0);
                continue;
            }

            var isReadable = sheet.Flaw is null;
            var cells = new string[isReadable ? sheet.Headers.Count : 0];
            for (var column = 0; column < cells.Length; column++)
                cells[column] = sheet[column];

            yield return isReadable
                ? new Row(this, sheet.Row, cells, sheet.RowBytes)
                : new Row(this, sheet.Row, sheet[id].Trim(), sheet[url].Trim(), sheet.RowBytes);
        }
    }

    public override Task SaveAsync(IAmazonS3 s3, ObjectLocation target, CancellationToken cancellationToken) =>
        Output.SaveAsync(s3, target, "text/csv", cancellationToken);

    protected override void Dispose(bool disposing)
    {
        list.Dispose();
        sheet.Dispose();
        base.Dispose(disposing);
    }

    private void WriteRow(string[] cells, string value)
    {
        if (sourceRef == cells.Length)
        {
            list.Write([.. cells, value]);
            return;
        }

        cells[sourceRef] = value;
        list.Write(cells);
    }

    private sealed record Row : ProductRow
    {
        private readonly CsvProducts file;
        private readonly string[] cells;

        public Row(CsvProducts file, long number, string[] cells, int bytes)
            : base(number, cells[file.id].Trim(), cells[file.url].Trim(), IsReadable: true, bytes)
        {
            this.file = file;
            this.cells = cells;
        }

        public Row(CsvProducts file, long number, string id, string url, int bytes)
            : base(number, id, url, IsReadable: false, bytes)
        {
            this.file = file;
            cells = [];
        }

        public override void Write(string sourceRef) => file.WriteRow(cells, sourceRef);
    }
}
