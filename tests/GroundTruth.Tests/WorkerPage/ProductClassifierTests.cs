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

    private Task<ClassifierPage> OpenAsync(int width = Desktop) =>
        ClassifierPage.OpenAsync(browser.Open(width, width == Phone ? 844 : 800), ProductInput.Lamp());

    private static string Label(string crumb) => crumb.TrimStart('›', ' ');
}
