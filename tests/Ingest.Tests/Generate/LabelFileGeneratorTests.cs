using System.Security.Cryptography;
using System.Text.Json;
using Local.Generate;

namespace IngestTests.Generate;

public sealed class LabelFileGeneratorTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_same_seed_gives_the_same_bytes() =>
        Assert.Equal(await Bytes(new() { Records = 2_000, Seed = 7 }), await Bytes(new() { Records = 2_000, Seed = 7 }));

    [Fact]
    public async Task Another_seed_gives_other_bytes() =>
        Assert.NotEqual(await Bytes(new() { Records = 2_000, Seed = 7 }), await Bytes(new() { Records = 2_000, Seed = 8 }));

    // Figures taken on one machine are compared with those of another only if both read the same file. Whoever changes what is
    // generated changes this hash.
    [Fact]
    public async Task The_bytes_do_not_depend_on_machine_or_runtime() =>
        Assert.Equal(
            "0d65d30fe41a43a502f2d1100eb526782232062ed98c6007657a39f0140228f7",
            Convert.ToHexStringLower(SHA256.HashData(await Bytes(new() { Records = 2_000, BadLines = 8 }))));

    [Fact]
    public async Task No_records_make_an_empty_file() =>
        Assert.Equal(
            new GeneratedFile(0, 0, 0, 0, 0, 0, 0),
            await LabelFileGenerator.WriteAsync(Stream.Null, new() { Records = 0 }, null, Cancellation));

    [Fact]
    public async Task Bad_lines_are_of_four_kinds_and_spread_over_the_file()
    {
        var lines = await Lines(new() { Records = 500, BadLines = 4 });

        var bad = lines.Index().Where(line => LabelLine.Read(line.Item) is null).ToList();

        Assert.Equal([125, 251, 377, 503], bad.Select(line => line.Index));
        Assert.ThrowsAny<JsonException>(() => JsonDocument.Parse(bad[0].Item));
        Assert.False(Parse(bad[1].Item).GetProperty("image_uuid").TryGetGuid(out _));
        Assert.False(FirstLabel(bad[2].Item).TryGetProperty("Name", out _));
        Assert.InRange(FirstLabel(bad[3].Item).GetProperty("Confidence").GetDouble(), double.MinValue, -0.001);
    }

    [Fact]
    public async Task A_file_can_consist_of_bad_lines() =>
        Assert.All(await Lines(new() { Records = 0, BadLines = 9 }), line => Assert.Null(LabelLine.Read(line)));

    [Fact]
    public async Task Shares_of_one_mean_always_and_of_zero_never()
    {
        var always = await LabelFileGenerator.WriteAsync(
            Stream.Null, new() { Records = 300, DuplicateShare = 1, EmptyShare = 1 }, null, Cancellation);
        var never = await LabelFileGenerator.WriteAsync(
            Stream.Null, new() { Records = 300, DuplicateShare = 0, EmptyShare = 0 }, null, Cancellation);

        Assert.Equal((299, 300, 1), (always.Duplicates, always.Empty, always.DistinctImages));
        Assert.Equal((0, 0, 300), (never.Duplicates, never.Empty, never.DistinctImages));
    }

    [Fact]
    public async Task Memory_does_not_grow_with_the_file()
    {
        await Allocated(records: 100);

        Assert.InRange(await Allocated(records: 20_000) - await Allocated(records: 1_000), -100_000, 100_000);
    }

    [Fact]
    public async Task Progress_ends_at_the_number_of_records()
    {
        var progress = new Reports();

        await LabelFileGenerator.WriteAsync(Stream.Null, new() { Records = 3_000 }, progress, Cancellation);

        Assert.True(progress.Values.Count > 3);
        Assert.Equal(progress.Values.Order(), progress.Values);
        Assert.Equal(3_000, progress.Values[^1]);
    }

    [Fact]
    public async Task A_cancelled_file_is_not_finished()
    {
        using var stream = new MemoryStream();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => LabelFileGenerator.WriteAsync(stream, new() { Records = 10_000 }, null, new CancellationToken(canceled: true)));

        Assert.Equal(0, stream.Length);
    }

    public static TheoryData<GenerateOptions> OutOfRange =>
    [
        new GenerateOptions { Records = -1 },
        new GenerateOptions { Records = 1, BadLines = -1 },
        new GenerateOptions { Records = 1_000_000_000_001 },
        new GenerateOptions { Records = 1, EmptyShare = 1.1 },
        new GenerateOptions { Records = 1, LongShare = -0.1 },
        new GenerateOptions { Records = 1, DuplicateShare = double.NaN },
    ];

    [Theory]
    [MemberData(nameof(OutOfRange), DisableDiscoveryEnumeration = true)]
    public async Task Options_out_of_range_are_refused(GenerateOptions options) =>
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            () => LabelFileGenerator.WriteAsync(Stream.Null, options, null, Cancellation));

    private static async Task<byte[]> Bytes(GenerateOptions options)
    {
        using var stream = new MemoryStream();
        await LabelFileGenerator.WriteAsync(stream, options, null, Cancellation);
        return stream.ToArray();
    }

    private static async Task<List<ReadOnlyMemory<byte>>> Lines(GenerateOptions options) =>
        [.. GeneratedSample.Lines(await Bytes(options))];

    // Nothing is awaited for long with a stream that goes nowhere, so all of it happens on this thread.
    private static async Task<long> Allocated(long records)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        await LabelFileGenerator.WriteAsync(Stream.Null, new() { Records = records }, null, Cancellation);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static JsonElement Parse(ReadOnlyMemory<byte> line) => JsonElement.Parse(line.Span);

    private static JsonElement FirstLabel(ReadOnlyMemory<byte> line) =>
        Parse(line).GetProperty("response").GetProperty("Labels")[0];

    private sealed class Reports : IProgress<long>
    {
        public List<long> Values { get; } = [];

        public void Report(long value) => Values.Add(value);
    }
}
