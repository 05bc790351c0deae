namespace Catalog.Estimates;

/// <summary>
/// List prices in US dollars of what a run pays for beside the database: region us-east-1 (US East, N. Virginia), without the free tiers,
/// which would make most runs cheaper. From the price pages of AWS as they stood in June 2026: aws.amazon.com/lambda/pricing,
/// aws.amazon.com/step-functions/pricing, aws.amazon.com/s3/pricing.
/// </summary>
internal static class AwsPrices
{
    public const string Source = "List prices of AWS in us-east-1, June 2026, without free tiers";

    /// <summary>A GB-second of a function on x86_64, in the first tier.</summary>
    public const decimal LambdaGigabyteSecond = 0.0000166667m;

    public const decimal LambdaRequest = 0.20m / 1_000_000;

    /// <summary>A state transition of a standard workflow.</summary>
    public const decimal StateTransition = 0.025m / 1_000;

    /// <summary>GET and HEAD of S3 Standard.</summary>
    public const decimal S3Get = 0.0004m / 1_000;

    /// <summary>PUT and COPY of S3 Standard.</summary>
    public const decimal S3Put = 0.005m / 1_000;
}
