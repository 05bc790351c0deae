namespace Catalog.Runs;

/// <summary>How long each phase took by the database's clock, in seconds; null where it has not begun.</summary>
public sealed record PhaseSeconds(double? Plan, double? Load, double? Check, double? Merge, double? Finish, double? Total);
