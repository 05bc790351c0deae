using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Local.Generate;

/// <summary>A label name as it stands in a file, with the more general labels that the vendor names with it.</summary>
/// <param name="Json">The name in quotes, in UTF-8 as it is.</param>
/// <param name="AsciiJson">The name in quotes, everything but plain ASCII escaped.</param>
/// <param name="ParentsJson">The elements of <c>Parents</c>.</param>
/// <param name="Parents">Ranks of the parents in <see cref="LabelNames"/>.</param>
internal sealed record LabelName(byte[] Json, byte[] AsciiJson, byte[] ParentsJson, int[] Parents)
{
    public static LabelName Create(string name, string[] parents, Func<string, int> rankOf) => new(
        Quote(name, JavaScriptEncoder.UnsafeRelaxedJsonEscaping),
        Quote(name, JavaScriptEncoder.Default),
        Encoding.UTF8.GetBytes(string.Join(',', parents.Select(parent => $$"""{"Name":"{{JsonEncodedText.Encode(parent)}}"}"""))),
        [.. parents.Select(rankOf)]);

    private static byte[] Quote(string name, JavaScriptEncoder encoder) =>
        [(byte)'"', .. JsonEncodedText.Encode(name, encoder).EncodedUtf8Bytes, (byte)'"'];
}
