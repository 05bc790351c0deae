using System.Globalization;
using System.Text;
using Amazon.S3;
using Amazon.S3.Model;
using Hosting.Storage;

namespace GroundTruth.Images;

/// <summary>
/// What failed while the copy is not done. The next invocation takes it as it is: else it would spend its time on the same dead servers
/// again, and never come to the end. Once all is done it is forgotten, so whoever starts over tries those images again.
/// </summary>
internal static class UnfinishedCopy
{
    public static async Task<Dictionary<UInt128, string>> ReadAsync(
        IAmazonS3 s3, ObjectLocation location, CancellationToken cancellationToken)
    {
        var failures = new Dictionary<UInt128, string>();
        Stream content;
        try
        {
            content = await S3Objects.OpenAsync(s3, location, cancellationToken);
        }
        catch (SourceNotFound)
        {
            return failures;
        }

        using var lines = new StreamReader(content);
        while (await lines.ReadLineAsync(cancellationToken) is { } line)
        {
            if (line.Split(',') is [var hash, var reason]
                && UInt128.TryParse(hash, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var image))
            {
                failures[image] = string.Intern(reason);
            }
        }

        return failures;
    }

    public static async Task SaveAsync(
        IAmazonS3 s3, ObjectLocation location, IReadOnlyDictionary<UInt128, string> failures, CancellationToken cancellationToken)
    {
        using var file = new TemporaryFile();
        foreach (var (image, reason) in failures)
            file.WriteLine(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{image:x32},{reason}")));

        await file.SaveAsync(s3, location, "text/csv", cancellationToken);
    }

    public static Task ForgetAsync(IAmazonS3 s3, ObjectLocation location, CancellationToken cancellationToken) =>
        s3.DeleteObjectAsync(new DeleteObjectRequest { BucketName = location.Bucket, Key = location.Key }, cancellationToken);
}
