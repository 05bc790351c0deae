namespace Catalog.Estimates;

/// <summary>What the real run costs beside the database, in US dollars.</summary>
/// <param name="Lambda">Time and requests of the functions.</param>
/// <param name="StepFunctions">State transitions.</param>
/// <param name="S3">Requests.</param>
/// <param name="Total">All three.</param>
/// <param name="Basis">Prices, their region and date, and what is not in them.</param>
public sealed record EstimatedCost(decimal Lambda, decimal StepFunctions, decimal S3, decimal Total, string Basis);
