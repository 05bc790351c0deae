using System.Globalization;
using System.Numerics;
using System.Text.Json;

namespace LabelsTests.Statistics;

/// <summary>
/// The same numbers computed plainly: the whole file in memory, fractions of big integers, nothing of the code under test.
/// </summary>
internal sealed class Reference
{
    private const int Decimals = 60;

    private static readonly BigInteger Scale = BigInteger.Pow(10, Decimals);

    private readonly List<(string Version, List<(string Name, BigInteger Confidence)> Labels)> images = [];

    public Reference(string text)
    {
        foreach (var line in text.Split('\n').Where(line => line.Trim().Length > 0))
        {
            using var json = JsonDocument.Parse(line);
            if (!json.RootElement.TryGetProperty("image_uuid", out _))
                continue;

            var response = json.RootElement.GetProperty("response");
            var labels = response.GetProperty("Labels").EnumerateArray()
                .Select(label => (label.GetProperty("Name").GetString()!, Confidence(label.GetProperty("Confidence").GetRawText()))).ToList();
            images.Add((Version(response), labels));
        }
    }

    public long Images => images.Count;

    public long LabelCount => All.Count();

    public long Empty => images.Count(image => image.Labels.Count == 0);

    public decimal Mean => Rounded(Sum(All), LabelCount * Scale);

    public BigInteger TwiceMedian => Twice([.. All]);

    /// <summary>Fractions that differ in their denominators are added over one that they share.</summary>
    public decimal MeanOfImageMeans
    {
        get
        {
            var sum = BigInteger.Zero;
            var shared = WithLabels.Select(image => (BigInteger)image.Count).Distinct().Aggregate(BigInteger.Multiply);
            foreach (var image in WithLabels)
                sum += Sum(image) * (shared / image.Count);

            return Rounded(sum, shared * WithLabels.Count() * Scale);
        }
    }

    public decimal MeanOfImageMedians => Rounded(Sum(WithLabels.Select(Twice)), 2 * WithLabels.Count() * Scale);

    /// <summary>Four times the median of medians, since each of those is known as its double.</summary>
    public BigInteger FourTimesMedianOfImageMedians => Twice([.. WithLabels.Select(Twice)]);

    public decimal ShareAtThreshold => Rounded(AtOrAbove(90), LabelCount);

    public decimal AtThresholdPerImage => Rounded(AtOrAbove(90), Images);

    public IEnumerable<(string Name, long Labels, decimal Mean, long AtThreshold, decimal Share)> Names => images
        .SelectMany(image => image.Labels)
        .GroupBy(label => label.Name, StringComparer.Ordinal)
        .Select(name => (
            name.Key,
            Labels: name.LongCount(),
            Rounded(Sum(name.Select(label => label.Confidence)), name.Count() * Scale),
            name.LongCount(label => label.Confidence >= 90 * Scale),
            Rounded(name.Count(label => label.Confidence >= 90 * Scale), name.Count())))
        .OrderByDescending(name => name.Labels)
        .ThenBy(name => name.Key, StringComparer.Ordinal);

    public IEnumerable<(string Version, long Images)> Versions => images
        .CountBy(image => image.Version, StringComparer.Ordinal)
        .Select(version => (version.Key, (long)version.Value))
        .OrderByDescending(version => version.Item2)
        .ThenBy(version => version.Key, StringComparer.Ordinal);

    public IEnumerable<(int Labels, long Images)> LabelsPerImage => images
        .CountBy(image => Math.Min(image.Labels.Count, 256)).OrderBy(number => number.Key).Select(number => (number.Key, (long)number.Value));

    private IEnumerable<BigInteger> All => images.SelectMany(image => image.Labels, (_, label) => label.Confidence);

    private IEnumerable<List<BigInteger>> WithLabels =>
        images.Where(image => image.Labels.Count > 0).Select(image => image.Labels.ConvertAll(label => label.Confidence));

    public long AtOrAbove(decimal confidence) => All.LongCount(value => value >= Scaled(confidence));

    public long ImagesAtOrAbove(decimal confidence) => WithLabels.LongCount(image => image.Max() >= Scaled(confidence));

    /// <summary>How far a report's value is from a reference that is known as a multiple of it.</summary>
    public static decimal Distance(decimal? reported, BigInteger reference, int multiple) =>
        Rounded(BigInteger.Abs((Scaled(reported!.Value) * multiple) - reference), multiple * Scale);

    private static BigInteger Scaled(decimal value) => new BigInteger(value * 100_000) * Scale / 100_000;

    private static BigInteger Sum(IEnumerable<BigInteger> values) => values.Aggregate(BigInteger.Zero, BigInteger.Add);

    private static BigInteger Twice(List<BigInteger> values)
    {
        values.Sort();
        return values[(values.Count - 1) / 2] + values[values.Count / 2];
    }

    /// <summary>Half up, to 10 decimals.</summary>
    private static decimal Rounded(BigInteger dividend, BigInteger divisor) =>
        (decimal)(((dividend * 20_000_000_000) + divisor) / (divisor * 2)) / 10_000_000_000;

    private static string Version(JsonElement response)
    {
        if (!response.TryGetProperty("LabelModelVersion", out var version) || version.ValueKind != JsonValueKind.String)
            return "";

        var text = version.GetRawText();
        return text.Contains("\\ud800", StringComparison.Ordinal) || version.GetString()!.Length > 32 ? "" : version.GetString()!;
    }

    private static BigInteger Confidence(string number)
    {
        var parts = number.ToUpperInvariant().Split('E');
        var mantissa = parts[0].Split('.');
        var fraction = mantissa.ElementAtOrDefault(1) ?? "";
        var exponent = parts.Length > 1 ? int.Parse(parts[1], NumberStyles.AllowLeadingSign) : 0;
        return BigInteger.Parse(mantissa[0] + fraction) * BigInteger.Pow(10, Decimals + exponent - fraction.Length);
    }
}
