using Labels.Exclusions;

namespace Catalog.Policy;

/// <summary>
/// A provider's name as the rules compare it, the same as <c>tag_policy.provider_key</c>: without white space of ASCII at its ends, A to Z in
/// lower case, all else as it is.
/// </summary>
public static class ProviderKey
{
    private const string WhiteSpace = " \t\n\r\f\v";

    public static string Of(string provider) => string.Concat(provider.Trim([.. WhiteSpace]).Select(FoldedName.FoldAscii));
}
