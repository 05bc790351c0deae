using System.Collections.Immutable;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace StateMachineTests.Template;

/// <summary>The executable that is deployed, as it was built beside these tests.</summary>
internal static class PublishedFunctions
{
    public static string Assembly { get; } = Locate();

    /// <summary>Every text literal in the executable's code.</summary>
    public static ImmutableArray<string> Literals()
    {
        using var file = new PEReader(File.OpenRead(Assembly));
        var metadata = file.GetMetadataReader();
        var literals = ImmutableArray.CreateBuilder<string>();
        for (var handle = MetadataTokens.UserStringHandle(0); !handle.IsNil || literals.Count == 0; handle = metadata.GetNextHandle(handle))
            literals.Add(metadata.GetUserString(handle));

        return literals.ToImmutable();
    }

    private static string Locate()
    {
        // bin/StateMachine.Tests/debug → bin/Ingest/debug
        var here = new DirectoryInfo(AppContext.BaseDirectory);
        return Path.Combine(here.Parent!.Parent!.FullName, "Ingest", here.Name, "Ingest.dll");
    }
}
