using GroundTruth.Files;

namespace GroundTruth.Taxonomy;

/// <summary>
/// The spreadsheet from which a taxonomy is made: columns <c>id</c>, <c>name</c> and <c>parent</c> in any order and case, a category a
/// row; other columns are ignored.
/// </summary>
public static class CategorySheet
{
    /// <summary>The most categories. A worker's page has all of them, and what a Lambda answers for it is limited to 6 MB.</summary>
    public const int MaxCategories = 20_000;

    private const string Allowed =
        "Allowed are: ids of 1 to 80 characters, each once; names of 1 to 200 characters, each once under the same parent in any case; "
        + "as a parent nothing, or the id of another row that does not itself lie below this one; no control characters.";

    /// <param name="content">The sheet as CSV, see <see cref="Spreadsheet"/>.</param>
    /// <param name="delimiter">What stands between two cells.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="InvalidTaxonomy">The message has all problems by row, up to <see cref="InvalidTaxonomy.MaxProblems"/>.</exception>
    public static async Task<CategoryTree> ReadAsync(Stream content, char delimiter, CancellationToken cancellationToken)
    {
        var problems = new RowProblems();
        try
        {
            using var sheet = await Spreadsheet.OpenAsync(content, delimiter, cancellationToken);
            var rows = await ReadRowsAsync(sheet, problems, cancellationToken);
            var tree = new TreeBuilder(rows, problems).Build();
            return tree ?? throw InvalidTaxonomy.Of("The category sheet", problems.InOrder, Allowed);
        }
        catch (UnreadableSpreadsheet e)
        {
            throw new InvalidTaxonomy($"The category sheet cannot be read. {e.Message} Needed are the columns id, name and parent.");
        }
    }

    private static async Task<List<CategoryRow>> ReadRowsAsync(Spreadsheet sheet, RowProblems problems, CancellationToken cancellationToken)
    {
        var (id, name, parent) = (sheet.ColumnOf("id"), sheet.ColumnOf("name"), sheet.ColumnOf("parent"));
        var rows = new List<CategoryRow>();
        while (await sheet.ReadAsync(cancellationToken))
        {
            if (rows.Count == MaxCategories)
                throw new InvalidTaxonomy($"The category sheet has more than {MaxCategories} categories, the most that is allowed.");

            if (sheet.Flaw is { } flaw)
            {
                // What lies below it is not to be refused for it.
                rows.Add(new CategoryRow(sheet.Row, sheet[id].Trim(), Name: "", Parent: "", IsWhole: false));
                problems.Add(sheet.Row, flaw);
                continue;
            }

            rows.Add(new CategoryRow(sheet.Row, sheet[id].Trim(), sheet[name].Trim(), sheet[parent].Trim()));
            CheckCells(rows[^1], problems);
        }

        return rows;
    }

    private static void CheckCells(CategoryRow row, RowProblems problems)
    {
        if (Category.FlawOfId(row.Id) is { } flawOfId)
            problems.Add(row.Row, flawOfId);

        if (Category.FlawOfName(row.Name) is { } flawOfName)
            problems.Add(row.Row, flawOfName);
    }
}
