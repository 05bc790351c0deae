using System.Text;
using GroundTruth.Taxonomy;

namespace GroundTruthTests.Taxonomy;

/// <summary>A category spreadsheet becomes a tree, or is refused by row.</summary>
public sealed class CategorySheetTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Rows_become_a_tree_under_Main_in_the_order_of_the_sheet() =>
        Assert.Equal(
            """
            [
            {"id":"0","name":"Main","subcategories":["3","1"]},
            {"id":"3","name":"Home","subcategories":["31","32"],"parent":"0"},
            {"id":"31","name":"Lamps","subcategories":[],"parent":"3"},
            {"id":"32","name":"Beds","subcategories":[],"parent":"3"},
            {"id":"1","name":"Books","subcategories":[],"parent":"0"}
            ]

            """,
            await JsonOfAsync("id,name,parent\n31,Lamps,3\n3,Home,\n1,Books,\n32,Beds,3\n"));

    [Fact]
    public async Task A_single_top_row_named_Main_is_the_root() =>
        Assert.Equal(
            """
            [
            {"id":"7","name":"Main","subcategories":["0"]},
            {"id":"0","name":"Home","subcategories":[],"parent":"7"}
            ]

            """,
            await JsonOfAsync("id,name,parent\n0,Home,7\n7,Main,\n"));

    [Theory]
    [InlineData("id,name,parent\n0,Main,\n1,Home,\n2,Lamps,1\n", "Row 2: id \"0\" is that of the root which is added")]
    [InlineData("id,name,parent\n0,Home,\n2,Lamps,0\n", "Row 2: id \"0\" is that of the root which is added")]
    public async Task The_id_of_the_root_that_is_added_must_be_free(string sheet, string problem) =>
        Assert.Contains(problem, await RefusalOfAsync(sheet), StringComparison.Ordinal);

    [Fact]
    public async Task A_top_row_named_Main_among_others_is_a_category_like_them()
    {
        var tree = await ReadAsync("id,name,parent\n1,Main,\n2,Home,\n");

        Assert.Equal(["1", "2"], tree.Root.Subcategories);
        Assert.Equal("0", tree.Root.Id);
    }

    [Theory]
    [InlineData("\uFEFFid,name,parent\r\n1,Home,\r\n", ',')]
    [InlineData("PARENT;Note;Name;Id\n;;Home;1\n", ';')]
    [InlineData("name\tparent\tid\nHome\t\t1", '\t')]
    [InlineData(" id ,\" Name\",parent\n\n 1 , Home ,  \n\n,,\n", ',')]
    public async Task Order_case_and_blanks_do_not_matter(string sheet, char delimiter)
    {
        var tree = await ReadAsync(sheet, delimiter);

        Assert.Equal(("1", "Home", "0"), (tree.Categories[1].Id, tree.Categories[1].Name, tree.Categories[1].Parent));
    }

    [Fact]
    public async Task Quotes_delimiters_and_other_scripts_are_part_of_a_name()
    {
        var tree = await ReadAsync("id,name,parent\n1,\"Nuts, bolts & \"\"more\"\"\",\n2,家具 <b>,\n3,Möbel 19\" breit,\n");

        Assert.Equal(["Nuts, bolts & \"more\"", "家具 <b>", "Möbel 19\" breit"], tree.Categories.Skip(1).Select(category => category.Name));
    }

    [Fact]
    public async Task The_same_name_may_occur_under_several_parents()
    {
        var tree = await ReadAsync("id,name,parent\n1,Audio,\n2,Computers,\n3,Cables,1\n4,Cables,2\n");

        Assert.Equal([["Audio", "Cables"], ["Computers", "Cables"]], new[] { tree.PathOf("3"), tree.PathOf("4") });
    }

    [Theory]
    [InlineData("1,a,\n2,b,9", "Row 3: parent \"9\" is no id of any row")]
    [InlineData("1,a,\n1,b,", "Row 3: id \"1\" is that of row 2 already")]
    [InlineData("1,a,\n2,A,", "Row 3: name \"A\" is that of row 2 already, under the same parent")]
    [InlineData("1,a,\n2,b,1\n3,b,1", "Row 4: name \"b\" is that of row 3 already, under the same parent")]
    [InlineData("1,a,1", "Row 2: it is its own parent")]
    [InlineData("1,a,3\n2,b,1\n3,c,2\n4,d,2", "Row 2: it lies below itself: from parent to parent, rows 2, 4, 3, 2")]
    [InlineData(",a,", "Row 2: id is empty")]
    [InlineData("1,,", "Row 2: name is empty")]
    [InlineData("1,\"a\nb\",", "Row 2: name holds a control character")]
    [InlineData("1,a\0b,", "Row 2: name holds a control character")]
    [InlineData("\"1\t\u0007\",a,", "Row 2: id holds a control character")]
    [InlineData("1,a", "Row 2: it has 2 cells and the header has 3")]
    [InlineData("1,Nuts, bolts,", "Row 2: it has 4 cells and the header has 3")]
    [InlineData("1,\"a\"b,", "Row 2: there is text after a closing quotation mark")]
    [InlineData("", "Row 1: no category follows")]
    [InlineData("1,Main,", "Row 2: no category follows")]
    public async Task A_row_that_does_not_fit_is_named(string rows, string problem)
    {
        var refusal = await RefusalOfAsync("id,name,parent\n" + rows + "\n");

        Assert.Contains(problem, refusal, StringComparison.Ordinal);
        Assert.StartsWith("The category sheet has 1 problem.\n", refusal, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "no header")]
    [InlineData("\nid,name,parent\n1,a,\n", "no header")]
    [InlineData("id,name\n1,a\n", "There is no column \"parent\". The header, row 1, names: \"id\", \"name\"; the delimiter is \",\".")]
    [InlineData("id;name;parent\n1;a;\n", "There is no column \"id\"")]
    [InlineData("id,name,parent,ID\n1,a,,1\n", "names column \"id\" twice")]
    [InlineData("id,name,parent\n1,\"a,\n2,b,\n", "In row 2 a quotation mark opens a cell and is never closed")]
    public async Task A_file_that_is_no_category_sheet_is_refused(string sheet, string problem) =>
        Assert.Contains(problem, await RefusalOfAsync(sheet), StringComparison.Ordinal);

    [Fact]
    public async Task A_row_that_cannot_be_read_does_not_make_others_wrong()
    {
        var refusal = await RefusalOfAsync("id,name,parent\n0,Main,\n1,Nuts, bolts,0\n2,Washers,1\n");

        Assert.StartsWith("The category sheet has 1 problem.\nRow 3: it has 4 cells", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Limits_of_length_hold_to_the_character()
    {
        var (id, name) = (new string('i', 80), new string('n', 200));

        Assert.Equal(name, (await ReadAsync($"id,name,parent\n{id},{name},\n")).Find(id)?.Name);
        var refusal = await RefusalOfAsync($"id,name,parent\n{id}i,a,\n2,{name}n,\n");
        Assert.Contains("Row 2: id has 81 characters; 80 are allowed", refusal, StringComparison.Ordinal);
        Assert.Contains("Row 3: name has 201 characters; 200 are allowed", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_problems_are_told_at_once_and_in_order()
    {
        var refusal = await RefusalOfAsync("id,name,parent\n1,a,9\n2,,\n1,b,\n4,c,5\n5,d,4\n");

        Assert.Equal(["Row 2", "Row 3", "Row 4", "Row 5"], refusal.Split('\n').Where(line => line.StartsWith("Row", StringComparison.Ordinal)).Select(line => line.Split(':')[0]));
        Assert.StartsWith("The category sheet has 4 problems.", refusal, StringComparison.Ordinal);
        Assert.Contains("Allowed are: ids of 1 to 80 characters", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_many_problems_the_first_hundred_are_told_and_all_are_counted()
    {
        var rows = Enumerable.Range(1, 150).Select(row => $"{row},name {row},none\n");

        var refusal = await RefusalOfAsync("id,name,parent\n" + string.Concat(rows));

        Assert.Contains("150 problems", refusal, StringComparison.Ordinal);
        Assert.Contains("Row 101:", refusal, StringComparison.Ordinal);
        Assert.DoesNotContain("Row 102:", refusal, StringComparison.Ordinal);
        Assert.Contains("And 50 more.", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hostile_text_is_quoted_and_cut_in_messages()
    {
        var refusal = await RefusalOfAsync($"id,name,parent\n1,a,\"9\u001b[31m\nRow 7: forged\"\n2,b,{new string('x', 59)}😀{new string('y', 5000)}\n");

        Assert.Contains("\"9\\u001B[31m\\nRow 7: forged\"", refusal, StringComparison.Ordinal);
        Assert.Contains($"\"{new string('x', 59)}…\"", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_row_that_is_not_UTF_8_is_named()
    {
        using var latin = new MemoryStream(Encoding.Latin1.GetBytes("id,name,parent\n1,Möbel,\n"));

        var refused = await Assert.ThrowsAsync<InvalidTaxonomy>(() => CategorySheet.ReadAsync(latin, ',', Cancellation));

        Assert.Contains("Row 2: its text is not UTF-8", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_chain_as_deep_as_there_may_be_categories_is_a_tree()
    {
        var rows = Enumerable.Range(1, CategorySheet.MaxCategories).Select(row => $"{row},n,{(row == 1 ? "" : row - 1)}\n");

        var tree = await ReadAsync("id,name,parent\n" + string.Concat(rows));

        Assert.Equal(CategorySheet.MaxCategories, tree.Depth());
    }

    [Fact]
    public async Task A_ring_of_all_rows_is_one_problem()
    {
        var rows = Enumerable.Range(1, 1000).Select(row => $"{row},n,{(row == 1 ? 1000 : row - 1)}\n");

        var refusal = await RefusalOfAsync("id,name,parent\n" + string.Concat(rows));

        Assert.StartsWith("The category sheet has 1 problem.", refusal, StringComparison.Ordinal);
        Assert.Contains("(1000 rows in all)", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task More_categories_than_a_page_can_show_are_refused()
    {
        var rows = Enumerable.Range(1, CategorySheet.MaxCategories + 1).Select(row => $"{row},n{row},\n");

        Assert.Contains("more than 20000 categories", await RefusalOfAsync("id,name,parent\n" + string.Concat(rows)), StringComparison.Ordinal);
    }

    private static async Task<CategoryTree> ReadAsync(string sheet, char delimiter = ',')
    {
        using var content = TestFiles.Utf8(sheet);
        return await CategorySheet.ReadAsync(content, delimiter, Cancellation);
    }

    private static async Task<string> JsonOfAsync(string sheet)
    {
        using var json = new MemoryStream();
        await (await ReadAsync(sheet)).WriteAsync(json, Cancellation);
        return Encoding.UTF8.GetString(json.ToArray());
    }

    private static async Task<string> RefusalOfAsync(string sheet) =>
        (await Assert.ThrowsAsync<InvalidTaxonomy>(() => ReadAsync(sheet))).Message;
}
