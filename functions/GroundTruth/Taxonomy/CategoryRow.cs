namespace GroundTruth.Taxonomy;

/// <summary>A row of the category sheet, without the blanks around its cells.</summary>
/// <param name="Row">Its number; the header is row 1.</param>
/// <param name="Id">The category's id.</param>
/// <param name="Name">The category's name.</param>
/// <param name="Parent">The id of the one above it; empty for none.</param>
/// <param name="IsWhole">Its cells could be told apart; if not, it is known by its id alone.</param>
internal sealed record CategoryRow(long Row, string Id, string Name, string Parent, bool IsWhole = true);
