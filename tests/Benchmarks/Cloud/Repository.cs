using Local.Processes;

namespace Benchmarks.Cloud;

/// <summary>The sources, out of which the executables are published.</summary>
/// <param name="Path">The folder of the solution.</param>
internal sealed record Repository(string Path)
{
    /// <exception cref="MissingPrerequisiteException">Neither the current folder nor one above it has the solution.</exception>
    public static Repository Find()
    {
        for (var folder = new DirectoryInfo(Environment.CurrentDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "Serverless.sln")))
                return new Repository(folder.FullName);
        }

        throw new MissingPrerequisiteException(
            "What is measured is published from the sources: run this from within them.");
    }

    public string PathOf(params string[] names) => System.IO.Path.Combine([Path, .. names]);
}
