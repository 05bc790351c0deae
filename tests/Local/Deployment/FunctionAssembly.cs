namespace Local.Deployment;

/// <summary>The executables that are deployed, as they were built beside this program.</summary>
internal static class FunctionAssembly
{
    /// <param name="project">Name of the executable's project.</param>
    /// <exception cref="FileNotFoundException">It has not been built.</exception>
    public static string PathOf(string project)
    {
        // bin/Local/debug → bin/Ingest/debug
        var here = new DirectoryInfo(AppContext.BaseDirectory);
        var path = Path.Combine(here.Parent!.Parent!.FullName, project, here.Name, $"{project}.dll");
        return File.Exists(path) ? path : throw new FileNotFoundException($"{project} has not been built.", path);
    }
}
