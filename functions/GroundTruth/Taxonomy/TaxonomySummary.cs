namespace GroundTruth.Taxonomy;

/// <summary>What was built.</summary>
/// <param name="Target">The taxonomy's JSON.</param>
/// <param name="Categories">Categories, without the root.</param>
/// <param name="Leaves">Those of them that have none below.</param>
/// <param name="Depth">Levels below the root.</param>
internal sealed record TaxonomySummary(string Target, int Categories, int Leaves, int Depth);
