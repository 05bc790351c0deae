using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Local.Preview;
using OpenQA.Selenium;
using OpenQA.Selenium.Support.UI;

namespace GroundTruthTests.WorkerPage;

/// <summary>The page with one product, rendered and served as the verb <c>preview</c> does, in a browser.</summary>
internal sealed class ClassifierPage : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly PreviewServer server;
    private readonly ConcurrentQueue<WorkerAnswer> answers;
    private readonly WebDriverWait wait;

    private ClassifierPage(IWebDriver driver, PreviewServer server, ConcurrentQueue<WorkerAnswer> answers)
    {
        (Driver, this.server, this.answers) = (driver, server, answers);
        wait = new WebDriverWait(driver, Patience) { PollingInterval = TimeSpan.FromMilliseconds(20) };
        wait.IgnoreExceptionTypes(typeof(NoSuchElementException), typeof(StaleElementReferenceException));
    }

    public IWebDriver Driver { get; }

    /// <summary>What the worker has submitted so far.</summary>
    public IReadOnlyCollection<WorkerAnswer> Answers => answers;

    public IWebElement Search => Driver.FindElement(By.Id("search"));

    public string Title => Driver.FindElement(By.TagName("h1")).Text;

    public string Choice => Driver.FindElement(By.Id("choice")).Text;

    public string Error => Driver.FindElement(By.Id("error")).Text;

    /// <summary>What a screen reader is told.</summary>
    public string Status => Driver.FindElement(By.Id("status")).GetDomProperty("textContent")!;

    /// <summary>The names in the list.</summary>
    public IReadOnlyList<string> Names => Texts("#items .name");

    /// <summary>The paths below the names, in search results.</summary>
    public IReadOnlyList<string> Paths => Texts("#items .path");

    /// <summary>The names of the levels, from the first to the one that is listed.</summary>
    public IReadOnlyList<string> Crumbs => Texts("#crumbs li");

    /// <summary>The name of the item that has the keyboard's focus, if one has.</summary>
    public string? FocusedName => Driver.SwitchTo().ActiveElement().FindElements(By.ClassName("name")).FirstOrDefault()?.Text;

    public static async Task<ClassifierPage> OpenAsync(IWebDriver driver, JsonObject input)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var answers = new ConcurrentQueue<WorkerAnswer>();
        var template = await OpenTemplate.AtAsync(LiquidTemplate.ProductClassifier);
        var server = await PreviewServer.StartAsync([new WorkerTask(template, input)], answers.Enqueue, cancellation);
        await driver.Navigate().GoToUrlAsync(server.Url);
        return new ClassifierPage(driver, server, answers);
    }

    public void Click(string name)
    {
        wait.Until(_ => Names.Contains(name));
        var item = Driver.FindElements(By.CssSelector("#items button")).First(item => item.FindElement(By.ClassName("name")).Text == name);

        // The driver scrolls no further than to what lies behind the bar at the bottom.
        ((IJavaScriptExecutor)Driver).ExecuteScript("arguments[0].scrollIntoView({ block: 'center' })", item);
        item.Click();
    }

    public void ClickBack() => Driver.FindElement(By.Id("back")).Click();

    public void ClickSubmit() => Driver.FindElement(By.CssSelector("crowd-button[form-action=submit]")).Click();

    /// <summary>Keys for whatever has the focus.</summary>
    public void Press(params string[] keys)
    {
        foreach (var key in keys)
            Driver.SwitchTo().ActiveElement().SendKeys(key);
    }

    /// <summary>Goes on with Tab until the element that fits has the focus; fails where none of the page has it.</summary>
    public void TabTo(string selector)
    {
        const int MostStops = 20;
        for (var stop = 0; stop < MostStops; stop++)
        {
            Press(Keys.Tab);
            if (Driver.FindElements(By.CssSelector($"{selector}:focus")).Count > 0)
                return;
        }

        Assert.Fail($"Tab does not get to '{selector}'.");
    }

    public void Until(Func<bool> condition) => wait.Until(_ => condition());

    /// <summary>The content of the one answer, once it is there.</summary>
    public string SubmittedContent()
    {
        wait.Until(_ => Driver.FindElement(By.Id("submitted")));
        return Assert.Single(answers).Content;
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();

    private List<string> Texts(string selector) => [.. Driver.FindElements(By.CssSelector(selector)).Select(element => element.Text)];
}
