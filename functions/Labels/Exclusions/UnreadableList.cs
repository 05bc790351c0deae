namespace Labels.Exclusions;

/// <summary>A list of the policy holds a row that cannot be meant. A list is taken as a whole or not at all: nothing was written.</summary>
public sealed class UnreadableList(string message) : Exception(message);
