using System.Globalization;
using CsvHelper;
using Hosting.Storage;

namespace Curation.Inventory;

/// <summary>A CSV file for spreadsheets and scripts, written line by line.</summary>
internal sealed class SpreadsheetFile : IDisposable
{
    private readonly TemporaryFile file;
    private readonly MemoryStream line = new();
    private readonly CsvWriter writer;

    public SpreadsheetFile(TemporaryFile file, IEnumerable<string> columns)
    {
        this.file = file;
        writer = CsvWriter.Create(
            line,
            new CsvWriterOptions { HasHeader = false, Injection = CsvInjection.Escape, InjectionCharacters = "=@+-\t\r\n" },
            leaveOpen: true);
        foreach (var column in columns)
            Add(column);

        EndRecord();
    }

    /// <summary>
    /// A text may be anything. One that a spreadsheet would take for a formula gets an apostrophe in front, and so does one that has an
    /// apostrophe there: whoever takes off the first apostrophe has the text again.
    /// </summary>
    public void Add(string text) => writer.WriteField(text.StartsWith('\'') ? $"'{text}" : text);

    public void Add(long number) => writer.WriteField(number);

    /// <summary>Nothing where there is no number.</summary>
    public void Add(decimal? number) => writer.WriteField(Text(number));

    public static string Text(decimal? number) => number?.ToString("0.################", CultureInfo.InvariantCulture) ?? "";

    public void EndRecord()
    {
        writer.EndRecord();
        writer.Flush();
        file.Write(line.GetBuffer().AsSpan(0, (int)line.Length));
        line.SetLength(0);
    }

    public void Dispose() => writer.Dispose();
}
