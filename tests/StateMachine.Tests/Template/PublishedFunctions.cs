using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace StateMachineTests.Template;

/// <summary>The executables that are deployed, as they were built beside these tests.</summary>
internal static class PublishedFunctions
{
    public static IReadOnlyList<string> Executables { get; } = ["Ingest", "Curation", "GroundTruth"];

    /// <summary>An executable's assembly, or one that it stands on.</summary>
    public static string AssemblyOf(string executable, string? name = null)
    {
        // bin/StateMachine.Tests/debug → bin/Ingest/debug
        var here = new DirectoryInfo(AppContext.BaseDirectory);
        return Path.Combine(here.Parent!.Parent!.FullName, executable, here.Name, $"{name ?? executable}.dll");
    }

    /// <summary>Every text literal in the code of an executable, of what hosts it, and of its way to the database if it has one.</summary>
    public static IReadOnlyList<string> LiteralsOf(string executable) =>
        [.. new[] { executable, "Hosting", "Catalog" }.Select(name => AssemblyOf(executable, name)).Where(File.Exists).SelectMany(LiteralsIn)];

    private static List<string> LiteralsIn(string assembly)
    {
        using var file = new PEReader(File.OpenRead(assembly));
        var metadata = file.GetMetadataReader();
        var literals = new List<string>();
        for (var handle = MetadataTokens.UserStringHandle(0); !handle.IsNil || literals.Count == 0; handle = metadata.GetNextHandle(handle))
            literals.Add(metadata.GetUserString(handle));

        return literals;
    }
}
