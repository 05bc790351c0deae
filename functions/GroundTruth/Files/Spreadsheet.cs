using System.Text.Unicode;
using CsvHelper;

namespace GroundTruth.Files;

/// <summary>
/// A CSV file as spreadsheet programs save it: a header, then rows whose cells may hold line breaks in quotes. Rows are read as they come;
/// one of them is held at a time.
/// </summary>
public sealed class Spreadsheet : IDisposable
{
    /// <summary>The longest row, in bytes. A longer one is a quotation mark that nobody closed.</summary>
    public const int MaxRowBytes = 4 * 1024 * 1024;

    private readonly CsvReader reader;
    private CsvMalformedReason? quoting;

    private Spreadsheet(Stream content, char delimiter) => reader = CsvReader.Create(content, new CsvReaderOptions
    {
        Separator = delimiter,
        // They count as rows, so that a row's number is the one that the spreadsheet program shows.
        SkipEmptyLines = false,
        MaxRecordSize = MaxRowBytes,
        OnMalformedRecord = record => quoting = record.Reason,
    });

    /// <summary>The row's number, as spreadsheet programs count: the header is row 1.</summary>
    public long Row => reader.RowNumber + 1;

    /// <summary>The columns' names, as they are written.</summary>
    public IReadOnlyList<string> Headers => reader.Headers;

    /// <summary>The row's length in UTF-8, with its quotation marks.</summary>
    public int RowBytes => reader.RawRecord.Length;

    /// <summary>Why the row's cells cannot be told apart or read, or null where they can.</summary>
    public string? Flaw { get; private set; }

    /// <param name="content">The file: UTF-8, with or without a byte order mark, or UTF-16 with one.</param>
    /// <param name="delimiter">What stands between two cells.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="UnreadableSpreadsheet">There is no header, or it cannot be read.</exception>
    public static async Task<Spreadsheet> OpenAsync(Stream content, char delimiter, CancellationToken cancellationToken)
    {
        var sheet = new Spreadsheet(content, delimiter);
        try
        {
            await sheet.reader.ReadHeaderAsync(cancellationToken);
        }
        catch (CsvFormatException e)
        {
            sheet.Dispose();
            throw new UnreadableSpreadsheet($"Row 1, the header, cannot be read: {e.Message}");
        }

        if (sheet.reader.Headers.All(string.IsNullOrWhiteSpace))
        {
            sheet.Dispose();
            throw new UnreadableSpreadsheet("The file has no header: its first row must name the columns.");
        }

        return sheet;
    }

    /// <summary>Where a column is. Case and surrounding blanks of its name do not matter.</summary>
    /// <exception cref="UnreadableSpreadsheet">There is none, or there are two.</exception>
    public int ColumnOf(string name)
    {
        if (OptionalColumnOf(name) is { } column)
            return column;

        var columns = string.Join(", ", reader.Headers.Take(50).Select(Excerpt.Of));
        var delimiter = Excerpt.Of(reader.Separator);
        throw new UnreadableSpreadsheet(
            $"There is no column {Excerpt.Of(name)}. The header, row 1, names: {columns}; the delimiter is {delimiter}.");
    }

    /// <summary>As <see cref="ColumnOf"/>, but null where there is none.</summary>
    /// <exception cref="UnreadableSpreadsheet">There are two.</exception>
    public int? OptionalColumnOf(string name)
    {
        int? found = null;
        for (var column = 0; column < reader.Headers.Count; column++)
        {
            if (!reader.Headers[column].Trim().Equals(name.Trim(), StringComparison.OrdinalIgnoreCase))
                continue;

            if (found is not null)
                throw new UnreadableSpreadsheet($"The header, row 1, names column {Excerpt.Of(name)} twice; which one is meant?");

            found = column;
        }

        return found;
    }

    /// <summary>Goes on to the next row that is not blank. False at the end of the file.</summary>
    /// <exception cref="UnreadableSpreadsheet">A row is longer than <see cref="MaxRowBytes"/>, or a quotation mark stays open.</exception>
    public async ValueTask<bool> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            do
            {
                quoting = null;
                if (!await reader.ReadAsync(cancellationToken))
                    return false;
            }
            while (IsBlank());
        }
        catch (CsvFormatException)
        {
            throw new UnreadableSpreadsheet(
                $"Row {Row + 1} is longer than {MaxRowBytes} bytes, which are allowed. Is there a quotation mark that is never closed?");
        }

        if (quoting is not null && IsNeverClosed())
            throw new UnreadableSpreadsheet($"In row {Row} a quotation mark opens a cell and is never closed.");

        Flaw = FlawOfRow();
        return true;
    }

    /// <summary>A cell of the row, as it is written. Empty where the row ends before.</summary>
    public string this[int column] => reader.GetString(column);

    public void Dispose() => reader.Dispose();

    /// <summary>
    /// Of a row with several flaws we are told of the first one only, and this must not be missed: the rest of the file is in that cell.
    /// </summary>
    private bool IsNeverClosed()
    {
        var last = reader.GetRawSpan(reader.FieldCount - 1);
        return last.StartsWith("\""u8) && last.Count((byte)'"') % 2 != 0;
    }

    private bool IsBlank()
    {
        for (var column = 0; column < reader.FieldCount; column++)
        {
            if (!reader.GetSpan(column).IsEmpty)
                return false;
        }

        return true;
    }

    /// <summary>A quotation mark in the middle of a cell is none of these: it is how many write inches.</summary>
    private string? FlawOfRow()
    {
        if (quoting == CsvMalformedReason.TextAfterClosingQuote)
            return "there is text after a closing quotation mark; within quotation marks, one is written as two";

        if (reader.FieldCount != reader.Headers.Count)
        {
            return $"it has {reader.FieldCount} cells and the header has {reader.Headers.Count}; "
                + "a delimiter within a cell needs quotation marks around it";
        }

        return Utf8.IsValid(reader.RawRecord) ? null : "its text is not UTF-8";
    }
}
