using System.Text.Json;
using OpenQA.Selenium;

namespace GroundTruthTests.WorkerPage;

/// <summary>What the page makes of products and taxonomies that are not as one would like them, in a real browser.</summary>
public sealed class ProductClassifierInputTests(Browser browser) : IClassFixture<Browser>
{
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
        await using var page = await ClassifierPage.OpenAsync(browser.Open(width: 1280, height: 800), input);

        Assert.Equal(Hostile, page.Title);
        Assert.Equal(Hostile, page.Driver.FindElement(By.Id("description")).Text);
        page.Click(Hostile);
        page.Click(Hostile);
        Assert.Equal($"Chosen: {Hostile} › {Hostile}", page.Choice);
        page.Search.SendKeys("stolen");
        Assert.Equal([Hostile, Hostile], page.Names);
        page.Until(() => page.Driver.FindElement(By.Id("image-failed")).Displayed);
        Assert.Null(((IJavaScriptExecutor)page.Driver).ExecuteScript("return window.stolen"));
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
        await using var page = await ClassifierPage.OpenAsync(browser.Open(width: 1280, height: 800), input);

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
        await using var page = await ClassifierPage.OpenAsync(browser.Open(width: 1280, height: 800), input);

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
        await using var page = await ClassifierPage.OpenAsync(browser.Open(width: 1280, height: 800), input);

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
        const int Phone = 390;
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
}
