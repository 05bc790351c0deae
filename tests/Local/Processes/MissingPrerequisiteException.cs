namespace Local.Processes;

/// <summary>The machine lacks something that only its owner can add. The message is one sentence and its remedy.</summary>
public sealed class MissingPrerequisiteException(string message) : Exception(message);
