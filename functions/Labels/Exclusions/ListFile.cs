using System.Globalization;
using System.Text;

namespace Labels.Exclusions;

/// <summary>
/// A list as people keep it: CSV without quotes, which anybody can read and compare line by line. What does not fit is refused by its
/// line, for a row that is passed over in silence is a label that is shown.
/// </summary>
public static class ListFile
{
    /// <summary>The file's rows below its header, each with the line it stands in.</summary>
    /// <param name="content">The file, UTF-8; line ends of either kind.</param>
    /// <param name="file">Its name, for people.</param>
    /// <param name="header">The columns that it must have, in this order; the first is the one that may not be empty.</param>
    /// <exception cref="UnreadableList">The header differs, or a row cannot be meant.</exception>
    public static IReadOnlyList<ListRow> Read(Stream content, string file, params IReadOnlyList<string> header)
    {
        var rows = new List<ListRow>();
        var strict = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
        using var reader = new StreamReader(content, strict, leaveOpen: true);
        try
        {
            if (reader.ReadLine() != string.Join(',', header))
                throw new UnreadableList($"{file} must begin with the line: {string.Join(',', header)}");

            for (var line = 2; reader.ReadLine() is { } text; line++)
                rows.Add(new ListRow(file, line, Split(text, header, $"{file}, line {line}")));
        }
        catch (DecoderFallbackException)
        {
            throw new UnreadableList($"{file} is not UTF-8.");
        }

        if (rows.CountBy(row => row.Name, FoldedName.Comparer).FirstOrDefault(name => name.Value > 1).Key is { } twice)
            throw new UnreadableList($"{file} has '{twice}' twice; once is allowed.");

        return rows;
    }

    private static string[] Split(string text, IReadOnlyList<string> header, string place)
    {
        var fields = text.Split(',');
        if (fields.Length != header.Count)
            throw new UnreadableList($"{place}, has {fields.Length} fields; allowed are {header.Count}, none of them with a comma in it.");

        foreach (var (column, field) in header.Zip(fields))
        {
            if (field != field.Trim() || field.Any(character => character == '"' || IsUnseen(character)))
                throw new UnreadableList($"{place}: {column} has a quote, a space at an end, or a character that cannot be seen.");
        }

        return fields[0].Length > 0 ? fields : throw new UnreadableList($"{place}: {header[0]} is empty.");
    }

    /// <summary>With one of these a person could review as two.</summary>
    private static bool IsUnseen(char character) => char.GetUnicodeCategory(character) is UnicodeCategory.Control or UnicodeCategory.Format;
}
