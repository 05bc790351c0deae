namespace Local.Processes;

/// <summary>Programs on the PATH.</summary>
public static class Executable
{
    /// <summary>The full path of a program, or null if the PATH has none of that name.</summary>
    public static string? Find(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, name))
            .FirstOrDefault(File.Exists);
}
