namespace Catalog.Surfacing;

/// <summary>
/// The database has no exclusion list: a refresh would show labels that must not be shown. Publish the policy first. Nothing was written.
/// </summary>
public sealed class PolicyNotPublished()
    : Exception("The database has no exclusion list in tag_policy.exclusion. Publish the policy before what it lets through is shown.");
