using GroundTruth.Annotations;
using GroundTruth.Files;
using Hosting.Settings;

namespace GroundTruth.Evaluation;

/// <summary>A gold standard as a CSV file: columns with the key's name and <c>label</c>, in any order, other columns beside them.</summary>
internal static class GoldSheet
{
    /// <param name="file">The file from its beginning.</param>
    /// <param name="key">The column that tells objects apart.</param>
    /// <param name="take">Gets each object and its label.</param>
    /// <param name="unreadable">Gets the rows that cannot be used.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="InvalidSettings">A column is missing, or a quotation mark stays open.</exception>
    public static async Task ReadAsync(
        Stream file, string key, Action<string, Label> take, UnreadableLines unreadable, CancellationToken cancellationToken)
    {
        try
        {
            using var sheet = await Spreadsheet.OpenAsync(file, ',', cancellationToken);
            var (keyColumn, labelColumn) = (sheet.ColumnOf(key), sheet.ColumnOf("label"));
            while (await sheet.ReadAsync(cancellationToken))
            {
                if ((sheet.Flaw ?? FlawOf(sheet[keyColumn].Trim(), sheet[labelColumn].Trim())) is { } flaw)
                    unreadable.Add(sheet.Row, flaw);
            }
        }
        catch (UnreadableSpreadsheet e)
        {
            throw new InvalidSettings($"The gold standard cannot be read. {e.Message}");
        }

        string? FlawOf(string item, string label)
        {
            if (item.Length == 0)
                return $"there is no text under '{key}'";

            try
            {
                take(item, GoldLine.LabelOf(label));
                return null;
            }
            catch (FormatException e)
            {
                return e.Message;
            }
        }
    }
}
