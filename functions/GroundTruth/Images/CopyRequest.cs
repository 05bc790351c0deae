using System.Text;
using System.Text.Json;
using GroundTruth.Files;
using Hosting.Settings;
using Hosting.Storage;

namespace GroundTruth.Images;

/// <summary>What somebody asked CopyImages for, checked key by key.</summary>
internal sealed record CopyRequest
{
    /// <summary>What a labelling job takes: 40 MB an image.</summary>
    private const int LargestImage = 40_000_000;

    private const int DefaultLargestImage = 10 * 1024 * 1024;

    /// <summary>So that there is room in a key for what comes behind the prefix.</summary>
    private const int LongestPrefixBytes = 800;

    /// <summary>The file of products.</summary>
    public required ObjectLocation Source { get; init; }

    /// <summary>The prefix under which everything is written; its key ends with a slash.</summary>
    public required ObjectLocation Target { get; init; }

    /// <summary>Of the source, and of the list of products that have an image.</summary>
    public required FileFormat Format { get; init; }

    /// <summary>Column or key of a product's id.</summary>
    public required string IdColumn { get; init; }

    /// <summary>Column or key of its image's URL.</summary>
    public required string UrlColumn { get; init; }

    /// <summary>Images that are fetched side by side, 1 to 64.</summary>
    public required int Concurrency { get; init; }

    /// <summary>As many of these from one server, 1 to 64.</summary>
    public required int HostConcurrency { get; init; }

    /// <summary>The largest image, 1 to 40,000,000 bytes.</summary>
    public required long MaxBytes { get; init; }

    /// <summary>How long one request may take, 1 to 120 seconds.</summary>
    public required TimeSpan Timeout { get; init; }

    public ObjectLocation Images => At("images/");

    public ObjectLocation Products => At(Format.IsCsv ? "products.csv" : "products.jsonl");

    public ObjectLocation Failures => At("failures.csv");

    /// <summary>What an invocation that was not the last one leaves to the next.</summary>
    public ObjectLocation Unfinished => At("unfinished.csv");

    /// <exception cref="InvalidSettings">A key is unknown or missing, or its value is not what is allowed.</exception>
    public static CopyRequest Read(JsonElement request)
    {
        var input = new InputObject(
            request,
            "source", "target", "format", "id", "url", "delimiter", "concurrency", "hostConcurrency", "maxBytes", "timeoutSeconds");
        var source = input.Required("source", "it names the file of products, as \"s3://bucket/key\"").Location();
        var asked = new CopyRequest
        {
            Source = source,
            Target = TargetOf(input.Required("target", "it names where the images go, as \"s3://bucket/prefix/\"")),
            Format = FileFormat.Read(input, source),
            IdColumn = input.Optional("id")?.NonBlank("a column's name") ?? "id",
            UrlColumn = input.Optional("url")?.NonBlank("a column's name") ?? "image_url",
            Concurrency = (int)(input.Optional("concurrency")?.WholeNumber(1, 64) ?? 16),
            HostConcurrency = (int)(input.Optional("hostConcurrency")?.WholeNumber(1, 64) ?? 4),
            MaxBytes = input.Optional("maxBytes")?.WholeNumber(1, LargestImage) ?? DefaultLargestImage,
            Timeout = TimeSpan.FromSeconds(input.Optional("timeoutSeconds")?.WholeNumber(1, 120) ?? 30),
        };
        return source == asked.Products || source == asked.Failures || source == asked.Unfinished
            ? throw new InvalidSettings(
                $"target is {Excerpt.Of(asked.Target)}, where {Excerpt.Of(source)} would be overwritten; "
                + "allowed is another prefix than the source's.")
            : asked;
    }

    private static ObjectLocation TargetOf(SettingValue value)
    {
        var target = value.Location();
        return target.Key.EndsWith('/') && Encoding.UTF8.GetByteCount(target.Key) <= LongestPrefixBytes
            ? target
            : throw new InvalidSettings(
                $"target is {Excerpt.Of(target)}; allowed is a prefix that ends with a slash, "
                + $"\"s3://bucket/prefix/\", of {LongestPrefixBytes} bytes at most.");
    }

    private ObjectLocation At(string name) => Target with { Key = Target.Key + name };
}
