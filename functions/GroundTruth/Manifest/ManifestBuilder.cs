namespace GroundTruth.Manifest;

/// <summary>Sorts products into those with a line in the manifest and those without. Memory does not grow with their texts.</summary>
/// <param name="fields">What goes into a line.</param>
/// <param name="maxObjects">The most lines.</param>
public sealed class ManifestBuilder(ManifestFields fields, int maxObjects)
{
    /// <summary>How many products that were left out are kept by name.</summary>
    public const int MaxListed = 100;

    private readonly ManifestLine line = new(fields);
    private readonly SeenImages images = new();
    private readonly SortedDictionary<RejectedReason, long> counts = [];
    private readonly List<RejectedProduct> listed = [];

    /// <summary>Lines so far.</summary>
    public long Objects { get; private set; }

    /// <summary>Products that were left out, by reason.</summary>
    public IReadOnlyDictionary<RejectedReason, long> Rejected => counts;

    /// <summary>The first of them.</summary>
    public IReadOnlyList<RejectedProduct> FirstRejected => listed;

    /// <summary>The last product's line, if it has one.</summary>
    public ReadOnlySpan<byte> Line => line.Text;

    /// <returns>Null where the product has a line, or why it has none.</returns>
    /// <exception cref="InvalidManifest">There are more lines than are allowed.</exception>
    public RejectedProduct? Add(Product product)
    {
        var rejected = line.Write(product);
        if (rejected is null && !images.Add(product.Image))
            rejected = new RejectedProduct(product.Row, RejectedReason.DuplicateImage, "an earlier product has the same image");

        if (rejected is null)
        {
            if (++Objects > maxObjects)
            {
                throw new InvalidManifest(
                    $"There are more than {maxObjects} products at row {product.Row}. A job takes {ManifestLimits.DefaultObjects} objects "
                    + "unless AWS has raised the account's quota: split the source, or have the quota raised and then maxObjects, "
                    + $"to {ManifestLimits.MaxObjects} at the most.");
            }

            return null;
        }

        counts[rejected.Reason] = counts.GetValueOrDefault(rejected.Reason) + 1;
        if (listed.Count < MaxListed)
            listed.Add(rejected);

        return rejected;
    }
}
