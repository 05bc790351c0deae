using System.Buffers;
using System.Text;
using Labels.Exclusions;
using Labels.Records;

namespace Labels.Tags;

/// <summary>
/// The label names seen so far, each with what becomes of it: spelled as tags are, and written as the beginning of a tag. Services know some
/// thousand names, so nearly every label finds its own done already.
/// </summary>
internal sealed class TagNames(NameCase nameCase, ExclusionList? excluded)
{
    /// <summary>Beyond these, all is forgotten when the next record begins: a file of nothing but new names must not fill the memory.</summary>
    private const int MaxNames = 65_536;

    private const int MaxText = 8 * 1024 * 1024;

    private NameIndex known = new();
    private NameIndex spellings = new();
    private TagName[] names = new TagName[64];
    private ArrayBufferWriter<byte> text = new();
    private byte[] spelled = new byte[256];

    /// <summary>How many numbers <see cref="TagName.Spelling"/> may have.</summary>
    public int Spellings => spellings.Count;

    /// <summary>To be called between records: until the next call, no number changes its meaning.</summary>
    public void Tidy()
    {
        if (known.Count < MaxNames && text.WrittenCount < MaxText)
            return;

        known = new NameIndex();
        spellings = new NameIndex();
        text = new ArrayBufferWriter<byte>();
    }

    /// <param name="name">A label's name, as the service wrote it.</param>
    public TagName this[ReadOnlySpan<byte> name] => known.Find(name) is >= 0 and var number ? names[number] : Learn(name);

    /// <summary><c>{"name":"cat","accuracy":</c></summary>
    public ReadOnlySpan<byte> Text(TagName name) => text.WrittenSpan.Slice(name.TextStart, name.TextLength);

    private TagName Learn(ReadOnlySpan<byte> name)
    {
        var number = known.Add(name);
        if (number == names.Length)
            Array.Resize(ref names, names.Length * 2);

        return names[number] = excluded?.Contains(name) == true ? TagName.Excluded : Write(Spell(name));
    }

    private TagName Write(ReadOnlySpan<byte> name)
    {
        var start = text.WrittenCount;
        text.Write("{\"name\":"u8);
        JsonString.Write(name, text);
        text.Write(",\"accuracy\":"u8);
        var spelling = spellings.Find(name);
        return new TagName(spelling < 0 ? spellings.Add(name) : spelling, start, text.WrittenCount - start, TextHash.Of(name));
    }

    private ReadOnlySpan<byte> Spell(ReadOnlySpan<byte> name)
    {
        if (nameCase == NameCase.AsIs)
            return name;

        // Lower case can be longer in UTF-8, though never twice as long: "Ⱥ" (two bytes) becomes "ⱥ" (three).
        if (spelled.Length < name.Length * 2)
            spelled = new byte[name.Length * 2];

        var status = Ascii.ToLower(name, spelled, out var written);
        return spelled.AsSpan(0, status == OperationStatus.Done ? written : ToLowerInvariant(name));
    }

    private int ToLowerInvariant(ReadOnlySpan<byte> name) =>
        Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(name).ToLowerInvariant(), spelled);
}
