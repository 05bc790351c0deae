namespace Labels.Exclusions;

/// <summary>One row of a list.</summary>
/// <param name="File">The list's file.</param>
/// <param name="Line">Its line in the file, from 1.</param>
/// <param name="Fields">What it says, as many fields as the file has columns.</param>
public sealed record ListRow(string File, int Line, IReadOnlyList<string> Fields)
{
    /// <summary>The first field, which is what the row is about.</summary>
    public string Name => Fields[0];

    public string Place => $"{File}, line {Line}";

    /// <exception cref="UnreadableList">The field is empty.</exception>
    public string Required(int field) =>
        Fields[field].Length > 0 ? Fields[field] : throw new UnreadableList($"{Place}: '{Name}' has an empty field {field + 1}.");

    /// <exception cref="UnreadableList">The field is none of these.</exception>
    public string OneOf(int field, IReadOnlyList<string> allowed) => allowed.Contains(Fields[field], StringComparer.Ordinal)
        ? Fields[field]
        : throw new UnreadableList($"{Place}: '{Name}' has '{Fields[field]}'; allowed is one of {string.Join(", ", allowed)}.");
}
