using Local.Generate;

namespace IngestTests.Generate;

/// <summary>As many records as the real sample that the statistics come from, with a few bad lines: written and read once.</summary>
public sealed class GeneratedSample : IAsyncLifetime
{
    internal static GenerateOptions Options { get; } = new() { Records = 45_059, BadLines = 12 };

    internal GeneratedFile File { get; private set; } = null!;

    internal byte[] Bytes { get; private set; } = [];

    internal IReadOnlyList<LabelLine> Records { get; private set; } = [];

    internal long UnreadableLines { get; private set; }

    public async ValueTask InitializeAsync()
    {
        using var stream = new MemoryStream(120 << 20);
        File = await LabelFileGenerator.WriteAsync(stream, Options);
        Bytes = stream.ToArray();

        var lines = Lines(Bytes).Select(LabelLine.Read).ToList();
        Records = [.. lines.OfType<LabelLine>()];
        UnreadableLines = lines.Count - Records.Count;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    internal static IEnumerable<ReadOnlyMemory<byte>> Lines(ReadOnlyMemory<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var length = bytes.Span.IndexOf((byte)'\n');
            yield return bytes[..length];
            bytes = bytes[(length + 1)..];
        }
    }
}

[CollectionDefinition]
public sealed class GeneratedSampleTests : ICollectionFixture<GeneratedSample>;
