using Hosting.Settings;

namespace Hosting;

/// <summary>A function's configuration. An empty variable counts as none: the template has no other way to leave one out.</summary>
public static class EnvironmentVariable
{
    /// <exception cref="InvalidSettings">There is none.</exception>
    public static string Required(string name) =>
        Optional(name) ?? throw new InvalidSettings($"The function has no environment variable {name}.");

    public static string? Optional(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
