using Labels.Exclusions;

namespace Labels.Tags;

/// <summary>Which labels become tags, and how.</summary>
/// <param name="Provider">Provider written into each tag, not empty.</param>
/// <param name="NameCase">Spelling of names.</param>
/// <param name="MinAccuracy">Labels below it become no tag; 0 to 1, inclusive.</param>
/// <param name="Excluded">Names that become no tag, or null to leave none out.</param>
public sealed record TagOptions(string Provider, NameCase NameCase = NameCase.Lower, decimal MinAccuracy = 0, ExclusionList? Excluded = null);
