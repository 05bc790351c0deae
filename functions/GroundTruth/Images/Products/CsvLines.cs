using CsvHelper;
using Hosting.Storage;

namespace GroundTruth.Images.Products;

/// <summary>Writes rows into a file as CSV.</summary>
internal sealed class CsvLines : IDisposable
{
    private readonly TemporaryFile file;
    private readonly MemoryStream line = new();
    private readonly CsvWriter writer;

    public CsvLines(TemporaryFile file, char delimiter)
    {
        this.file = file;
        writer = CsvWriter.Create(line, new CsvWriterOptions { Separator = delimiter, NewLine = "\n", HasHeader = false }, leaveOpen: true);
    }

    public void Write(params ReadOnlySpan<string> cells)
    {
        writer.WriteRecord(cells);
        writer.Flush();
        file.Write(line.GetBuffer().AsSpan(0, (int)line.Length));
        line.SetLength(0);
    }

    public void Dispose() => writer.Dispose();
}
