using System.Reflection;
using Labels.Exclusions;

namespace Catalog.Policy;

/// <summary>All that a policy is made of, as it is kept in files.</summary>
/// <param name="Lists">Labels that are left out because of what they say of people.</param>
/// <param name="Junk">Names that say nothing.</param>
/// <param name="Providers">What is shown of which provider.</param>
public sealed record PolicyFiles(ReviewedLists Lists, IReadOnlyList<JunkName> Junk, IReadOnlyList<ProviderRule> Providers)
{
    /// <summary>The files of the repository.</summary>
    public static PolicyFiles Packaged() => new(ReviewedLists.Packaged(), JunkName.Read(Open(JunkName.File)), PackagedProviders());

    internal static IReadOnlyList<ProviderRule> PackagedProviders() => ProviderRule.Read(Open(ProviderRule.File));

    /// <summary>The files of the same names somewhere else.</summary>
    /// <param name="open">Opens a file by its name.</param>
    /// <exception cref="UnreadableList">A row cannot be meant.</exception>
    public static async Task<PolicyFiles> ReadAsync(Func<string, Task<Stream>> open)
    {
        var lists = new ReviewedLists(
            await ReadAsync(ListKind.Excluded.File, content => ReviewedList.Read(content, ListKind.Excluded)),
            await ReadAsync(ListKind.Extras.File, content => ReviewedList.Read(content, ListKind.Extras)),
            await ReadAsync(LabelAliases.File, LabelAliases.Read));
        return new PolicyFiles(lists, await ReadAsync(JunkName.File, JunkName.Read), await ReadAsync(ProviderRule.File, ProviderRule.Read));

        async Task<T> ReadAsync<T>(string file, Func<Stream, T> read)
        {
            // A list is read line by line and not asynchronously: all of it has to be there.
            await using var content = await open(file);
            using var copy = new MemoryStream();
            await content.CopyToAsync(copy);
            copy.Position = 0;
            return read(copy);
        }
    }

    private static Stream Open(string file) => Assembly.GetExecutingAssembly().GetManifestResourceStream(file)
        ?? throw new InvalidOperationException($"{file} is missing from the assembly.");
}
