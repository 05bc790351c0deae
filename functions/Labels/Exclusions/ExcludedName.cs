namespace Labels.Exclusions;

/// <summary>A name that is left out.</summary>
/// <param name="Name">The name, folded.</param>
/// <param name="List">The list that it comes from.</param>
/// <param name="Axis">What it says something of.</param>
/// <param name="Reason">Why it is left out; where the list has another name of the same label, that name, too.</param>
public sealed record ExcludedName(string Name, string List, string Axis, string Reason);
