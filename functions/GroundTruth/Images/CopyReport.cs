using System.Globalization;
using Amazon.S3;
using GroundTruth.Images.Products;
using Hosting.Storage;

namespace GroundTruth.Images;

/// <summary>Writes down what became of the images, in the order of the products, and counts.</summary>
internal sealed class CopyReport : IDisposable
{
    private readonly CopyRequest asked;
    private readonly ProductFile products;
    private readonly Dictionary<UInt128, string> failures;
    private readonly TemporaryFile failed = new();
    private readonly CsvLines failedRows;
    private readonly SortedDictionary<string, long> reasons = new(StringComparer.Ordinal);
    private long alreadyThere;

    /// <param name="asked">What was wanted.</param>
    /// <param name="products">Takes the products that have an image.</param>
    /// <param name="failures">What is known to fail; what fails now is added to it.</param>
    public CopyReport(CopyRequest asked, ProductFile products, Dictionary<UInt128, string> failures)
    {
        this.asked = asked;
        this.products = products;
        this.failures = failures;
        failedRows = new CsvLines(failed, ',');
        failedRows.Write("row", "id", "url", "reason");
    }

    /// <summary>Whether every product is in one of the lists.</summary>
    public bool IsWhole { get; private set; } = true;

    public long Copied { get; private set; }

    public long Failed => reasons.Values.Sum();

    public void Add(CopyOutcome outcome)
    {
        switch (outcome)
        {
            case CopyOutcome.Stored stored:
                Copied += stored.IsNew ? 1 : 0;
                alreadyThere += stored.IsNew ? 0 : 1;
                stored.Row.Write(stored.Location);
                break;
            case CopyOutcome.Failed failure:
                Add(failure);
                break;
            default:
                Interrupt();
                break;
        }
    }

    /// <summary>Some products have not been looked at.</summary>
    public void Interrupt() => IsWhole = false;

    /// <summary>Makes the lists known, the one that is taken on from here last: who finds it finds the other too.</summary>
    public async Task SaveAsync(IAmazonS3 s3, CancellationToken cancellationToken)
    {
        await failed.SaveAsync(s3, asked.Failures, "text/csv", cancellationToken);
        await products.SaveAsync(s3, asked.Products, cancellationToken);
    }

    public CopySummary Summary() => new(
        IsWhole,
        Copied + alreadyThere + Failed,
        Copied,
        alreadyThere,
        reasons,
        asked.Images.ToString(),
        IsWhole ? asked.Products.ToString() : null,
        IsWhole ? asked.Failures.ToString() : null);

    public void Dispose()
    {
        failedRows.Dispose();
        failed.Dispose();
    }

    /// <summary>People open this list in spreadsheet programs, to which a cell that begins so is a formula.</summary>
    private static string AsText(string cell) => cell is ['=' or '+' or '-' or '@' or '\t' or '\r', ..] ? $"'{cell}" : cell;

    private void Add(CopyOutcome.Failed failure)
    {
        reasons[failure.Reason] = reasons.GetValueOrDefault(failure.Reason) + 1;
        failedRows.Write(failure.Row.Number.ToString(CultureInfo.InvariantCulture), AsText(failure.Row.Id), AsText(failure.Row.Url), failure.Reason);
        if (failure.Image is { } image)
            failures[image.Hash] = failure.Reason;
    }
}
