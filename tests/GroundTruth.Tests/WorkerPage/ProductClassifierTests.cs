using System.Text.Json;
using OpenQA.Selenium;

namespace GroundTruthTests.WorkerPage;

/// <summary>What a worker does with the page, in a real browser.</summary>
public sealed class ProductClassifierTests(Browser browser) : IClassFixture<Browser>
{
    private const int Desktop = 1280;
    private const int Phone = 390;

    [Theory]
    [InlineData(Desktop)]
    [InlineData(Phone)]
    public async Task A_leaf_that_is_found_by_mouse_is_the_answer(int width)
    {
        await using var page = await OpenAsync(width);

        page.Click("Furniture");
        page.Click("Chairs");
        Assert.Equal(["All categories", "Furniture", "Chairs"], page.Crumbs.Select(Label));
        page.Click("Armchairs");
        Assert.Equal("Chosen: Furniture › Chairs › Armchairs", page.Choice);
        page.ClickSubmit();

        Assert.Equal("""{"product-category":"212"}""", page.SubmittedContent());
        Assert.Equal(
            """{"product-category":"212"}""", (string?)Assert.Single(page.Answers).ToAnnotation()["annotationData"]!["content"]);
    }

    [Fact]
    public async Task A_leaf_can_be_found_and_submitted_by_keyboard_alone()
    {
        await using var page = await OpenAsync();

        page.TabTo("#items button");
        Assert.Equal("Furniture", page.FocusedName);
        page.Press(Keys.ArrowDown, Keys.ArrowDown, Keys.ArrowUp, Keys.Enter);
        Assert.Equal(["Table lamps", "Décor lights"], page.Names);
        Assert.Equal(("Table lamps", "Lighting: 2 categories"), (page.FocusedName, page.Status));
        page.Press(Keys.Backspace);
        Assert.Equal("Lighting", page.FocusedName);
        page.Press(Keys.ArrowRight, Keys.End, Keys.Home, Keys.ArrowDown, Keys.Space);
        Assert.Equal("Chosen: Lighting › Décor lights", page.Status);
        page.TabTo("crowd-button");
        page.Press(Keys.Enter);

        Assert.Equal("""{"product-category":"32"}""", page.SubmittedContent());
    }

    [Fact]
    public async Task A_search_finds_categories_of_the_same_name_with_their_paths()
    {
        await using var page = await OpenAsync();

        page.TabTo("#search");
        page.Press("chairs");
        Assert.Equal("4 categories found", page.Status);
        Assert.Equal(["Chairs", "Chairs", "Dining chairs", "Armchairs"], page.Names);
        Assert.Equal(["Furniture › Chairs", "Garden › Chairs"], page.Paths.Take(2));
        page.Press(Keys.ArrowDown, Keys.ArrowDown, Keys.Enter);
        Assert.Equal("Chosen: Garden › Chairs", page.Choice);
        page.TabTo("crowd-button");
        page.Press(Keys.Enter);

        Assert.Equal("""{"product-category":"41"}""", page.SubmittedContent());
    }

    [Theory]
    [InlineData("DECOR", "Décor lights")]
    [InlineData("garden chair", "Chairs")]
    [InlineData("  table  lamp ", "Table lamps")]
    public async Task A_search_minds_neither_case_nor_accents_and_takes_words_of_the_path(string typed, string name)
    {
        await using var page = await OpenAsync();

        page.Search.SendKeys(typed);

        Assert.Equal([name], page.Names);
    }

    [Fact]
    public async Task A_group_that_is_found_opens_and_its_way_back_leads_through_its_parents()
    {
        await using var page = await OpenAsync();

        page.Search.SendKeys("chairs");
        page.Click("Chairs");
        Assert.Equal(["Dining chairs", "Armchairs"], page.Names);
        page.ClickBack();
        Assert.Equal(["Chairs", "Tables"], page.Names);
        page.Driver.FindElement(By.CssSelector("#crumbs button")).Click();

        Assert.Equal(["Furniture", "Lighting", "Garden"], page.Names);
        Assert.Equal("Furniture", page.FocusedName);
        Assert.False(page.Driver.FindElement(By.Id("back")).Displayed);
    }

    [Fact]
    public async Task A_search_is_left_with_Escape_to_where_it_was_begun()
    {
        await using var page = await OpenAsync();

        page.Click("Garden");
        page.Search.SendKeys("unheard of");
        Assert.Equal("No category found", page.Status);
        page.Press(Keys.Enter, Keys.Escape);

        Assert.Equal(["Chairs"], page.Names);
        Assert.Equal(["All categories", "Garden"], page.Crumbs.Select(Label));
        Assert.Empty(page.Answers);
    }

    [Fact]
    public async Task Nothing_is_submitted_without_a_choice()
    {
        await using var page = await OpenAsync();

        page.ClickSubmit();
        Assert.StartsWith("Choose a category first", page.Error, StringComparison.Ordinal);
        Assert.Equal("Furniture", page.FocusedName);
        page.Click("Garden");
        page.ClickSubmit();
        Assert.StartsWith("Choose a category first", page.Error, StringComparison.Ordinal);
        page.Click("Chairs");
        Assert.Equal("", page.Error);
        page.ClickSubmit();

        Assert.Equal("""{"product-category":"41"}""", page.SubmittedContent());
    }

    [Fact]
    public async Task The_choice_can_be_changed_until_it_is_submitted()
    {
        await using var page = await OpenAsync();

        page.Click("Lighting");
        page.Click("Table lamps");
        page.Click("Décor lights");
        Assert.Equal(["○", "✓"], page.Driver.FindElements(By.CssSelector("#items .mark")).Select(mark => mark.Text));
        page.ClickSubmit();

        Assert.Equal("""{"product-category":"32"}""", page.SubmittedContent());
    }

    [Fact]
    public async Task What_is_hostile_is_shown_as_text_and_runs_nothing()
    {
        const string Hostile = """</script><script>window.stolen = 1</script>" onload="window.stolen = 1' <img src=x onerror="window.stolen = 1"> {{ task.input }} {% raw %} &amp; </div>""";
        var input = ProductInput.Lamp();
        (input["title"], input["description"]) = (Hostile, Hostile);
        input["image"] = """x" onerror="window.stolen = 1""";
        input["category_tree"] = JsonSerializer.SerializeToNode(new[]
        {
            ProductInput.Category("1", "Main", null, "2"),
            ProductInput.Category("2", Hostile, "1", "<i>\"3"),
            ProductInput.Category("<i>\"3", Hostile, "2"),
        });
        await using var page = await ClassifierPage.OpenAsync(browser.Open(Desktop, height: 800), input);

        Assert.Equal(Hostile, page.Title);
        Assert.Equal(Hostile, page.Driver.FindElement(By.Id("description")).Text);
        page.Click(Hostile);
        page.Click(Hostile);
        Assert.Equal($"Chosen: {Hostile} › {Hostile}", page.Choice);
        page.Search.SendKeys("stolen");
        Assert.Equal([Hostile, Hostile], page.Names);
        Assert.Null(((IJavaScriptExecutor)page.Driver).ExecuteScript("return window.stolen"));
        page.Until(() => page.Driver.FindElement(By.Id("image-failed")).Displayed);
        page.ClickSubmit();

        Assert.Equal("<i>\"3", (string?)JsonDocument.Parse(page.SubmittedContent()).RootElement.GetProperty("product-category").GetString());
    }

    [Fact]
    public async Task A_product_without_anything_but_categories_can_be_answered()
    {
        var input = ProductInput.Lamp();
        input.Remove("title");
        input["description"] = "";
        input["image"] = null;
        await using var page = await ClassifierPage.OpenAsync(browser.Open(Desktop, height: 800), input);

        Assert.Equal("Product without a title", page.Title);
        Assert.Equal(2, page.Driver.FindElements(By.ClassName("absent")).Count(note => note.Displayed));
        Assert.Empty(page.Driver.FindElements(By.TagName("img")));
        page.Click("Garden");
        page.Click("Chairs");
        page.ClickSubmit();

        Assert.Equal("""{"product-category":"41"}""", page.SubmittedContent());
    }

    [Fact]
    public async Task A_task_without_categories_says_so()
    {
        var input = ProductInput.Lamp();
        input.Remove("category_tree");
        await using var page = await ClassifierPage.OpenAsync(browser.Open(Desktop, height: 800), input);

        Assert.StartsWith("This task has no categories", page.Driver.FindElement(By.Id("note")).Text, StringComparison.Ordinal);
        page.ClickSubmit();

        Assert.Empty(page.Answers);
    }

    [Fact]
    public async Task A_taxonomy_of_six_thousand_categories_is_searched_and_shown_in_part()
    {
        var input = ProductInput.Lamp();
        string[] groups = [.. Enumerable.Range(1, 60).Select(group => $"{group}")];
        var tree = groups.SelectMany(group => Enumerable.Range(1, 100)
                .Select(leaf => ProductInput.Category($"{group}-{leaf}", $"Part {group}-{leaf}", group))
                .Prepend(ProductInput.Category(group, $"Group {group}", "root", [.. Enumerable.Range(1, 100).Select(leaf => $"{group}-{leaf}")])))
            .Prepend(ProductInput.Category("root", "Main", null, groups));
        input["category_tree"] = JsonSerializer.SerializeToNode(tree);
        await using var page = await ClassifierPage.OpenAsync(browser.Open(Desktop, height: 800), input);

        Assert.Equal(60, page.Names.Count);
        page.Search.SendKeys("part");
        Assert.Equal("6000 categories found", page.Status);
        Assert.Equal(50, page.Names.Count);
        Assert.StartsWith("The first 50 are shown", page.Driver.FindElement(By.Id("note")).Text, StringComparison.Ordinal);
        page.Search.SendKeys(" 44-7");

        Assert.Equal("11 categories found", page.Status);
        Assert.Equal(["Part 44-7", "Part 44-70", "Part 44-71"], page.Names.Take(3));
        Assert.Equal("Group 44 › Part 44-7", page.Paths[0]);
    }

    [Fact]
    public async Task A_long_description_is_folded_and_the_page_is_no_wider_than_a_phone()
    {
        var input = ProductInput.Lamp();
        input["title"] = new string('W', 200);
        input["description"] = string.Join('\n', Enumerable.Repeat("One of many lines.", 100));
        await using var page = await ClassifierPage.OpenAsync(browser.Open(Phone, height: 844), input);
        var description = page.Driver.FindElement(By.Id("description"));
        var folded = description.Size.Height;

        Assert.Equal((long)Phone, ((IJavaScriptExecutor)page.Driver).ExecuteScript("return document.documentElement.scrollWidth"));
        page.Driver.FindElement(By.Id("unfold")).SendKeys(Keys.Enter);

        Assert.True(description.Size.Height > 10 * folded);
    }

    private Task<ClassifierPage> OpenAsync(int width = Desktop) =>
        ClassifierPage.OpenAsync(browser.Open(width, width == Phone ? 844 : 800), ProductInput.Lamp());

    private static string Label(string crumb) => crumb.TrimStart('›', ' ');
}
