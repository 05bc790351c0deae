namespace Curation.Messages;

/// <summary>What a publication changed.</summary>
/// <param name="Version">The policy's version from then on: the number of its latest change.</param>
/// <param name="Added">Rows that are new.</param>
/// <param name="Changed">Rows that say something else.</param>
/// <param name="Removed">Rows that are gone.</param>
/// <param name="Extras">Whether the extras are in force.</param>
/// <param name="DryRun">Nothing was written; the numbers say what would have been.</param>
/// <param name="Warnings">What a production stage refuses.</param>
/// <param name="Changes">Of a dry run: each row that would change. Otherwise empty, for <c>tag_policy.change</c> has them.</param>
internal sealed record PublishedPolicy(
    long Version,
    long Added,
    long Changed,
    long Removed,
    bool Extras,
    bool DryRun,
    IReadOnlyList<string> Warnings,
    IReadOnlyList<PolicyRowChange> Changes);
