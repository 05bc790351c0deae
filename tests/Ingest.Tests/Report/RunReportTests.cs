using System.Text.Json.Nodes;
using Local.Deployment;
using Local.Processes;
using OpenQA.Selenium;
using Browser = GroundTruthTests.WorkerPage.Browser;

namespace IngestTests.Report;

/// <summary>The report that the real FinishIngest leaves in the results bucket, opened as people open it.</summary>
public sealed class RunReportTests(CloudFixture fixture, Browser browser) : IClassFixture<Browser>
{
    private const int MostBytes = 200_000;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Names_and_lines_in_a_report_are_text_and_its_numbers_are_those_of_the_JSON()
    {
        await using var deployment = await fixture.DeployAsync();
        var (_, answer) = await RunAsync(deployment, []);
        var (page, json) = await ReportAsync(deployment, answer);
        using var folder = ThrowawayFolder.Create("report");
        var path = Path.Combine(folder.Path, "report.html");
        await File.WriteAllBytesAsync(path, page, Cancellation);

        Assert.InRange(page.Length, 1, MostBytes);
        foreach (var (width, height) in new[] { (1280, 800), (390, 844) })
        {
            var driver = browser.Open(width, height);
            await driver.Navigate().GoToUrlAsync(new Uri(path));
            AssertNothingRan(driver);
            AssertFits(driver);
            AssertNumbers(driver, json);
        }
    }

    [Fact]
    public async Task A_report_has_the_first_lines_of_each_reason_and_says_what_a_run_has_done()
    {
        await using var deployment = await fixture.DeployAsync();
        var (plan, answer) = await RunAsync(deployment, []);
        var (_, json) = await ReportAsync(deployment, answer);

        Assert.Equal($"s3://{IngestPipeline.ResultsBucket}/reports/{plan["runId"]}.html", (string?)answer["report"]);
        Assert.Equal(
            ReportFile.Broken.GroupBy(line => line.Reason).OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => (group.Key, group.Count())),
            json["rejects"]!.AsArray().Select(group => ((string)group!["reason"]!, (int)group["lines"]!)));
        Assert.Equal("<script>window.taken = 1</script>", (string?)json["rejects"]![0]!["examples"]![0]!["begins"]);
        Assert.Equal((11, 10, 10), ((int)json["summary"]!["records"]!, (int)json["summary"]!["matched"]!, (int)json["summary"]!["changed"]!));
        Assert.Equal((11, 55, 1), Counts(json["statistics"]!));
        Assert.Null(json["previous"]);
    }

    [Fact]
    public async Task A_report_that_is_written_again_is_the_same()
    {
        await using var deployment = await fixture.DeployAsync();
        var (plan, answer) = await RunAsync(deployment, []);
        var (page, json) = await ReportAsync(deployment, answer);

        var (pageAgain, jsonAgain) = await ReportAsync(deployment, await deployment.CallAsync("FinishIngest", plan));

        Assert.Equal(page, pageAgain);
        Assert.True(JsonNode.DeepEquals(json, jsonAgain));
    }

    [Fact]
    public async Task A_run_whose_statistics_cannot_be_read_ends_with_a_report_that_has_none()
    {
        await using var deployment = await fixture.DeployAsync();
        var (plan, _) = await RunAsync(deployment, []);
        await deployment.ScalarAsync<object>("UPDATE label_ingest.run_statistics SET statistics = 'spoiled'");

        var (page, json) = await ReportAsync(deployment, await deployment.CallAsync("FinishIngest", plan));

        Assert.Null(json["statistics"]);
        Assert.Equal(11, (int)json["summary"]!["records"]!);
        Assert.Contains("From the file to the catalog", System.Text.Encoding.UTF8.GetString(page), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_report_compares_a_run_with_the_one_before_and_a_dry_run_estimates_the_real_one()
    {
        await using var deployment = await fixture.DeployAsync();
        var (first, _) = await RunAsync(deployment, []);
        var (_, answer) = await RunAsync(deployment, new JsonObject { ["dryRun"] = true });
        var (page, json) = await ReportAsync(deployment, answer);

        Assert.Equal((string?)first["runId"], (string?)json["previous"]!["summary"]!["runId"]);
        Assert.Equal((11, 55, 1), Counts(json["previous"]!["statistics"]!));
        Assert.NotNull(json["summary"]!["estimate"]);
        var text = System.Text.Encoding.UTF8.GetString(page);
        Assert.Contains("<h2>What the real run would do</h2>", text, StringComparison.Ordinal);
        Assert.Contains("<h2>Compared with the run before</h2>", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_report_of_a_file_without_labels_says_so()
    {
        await using var deployment = await fixture.DeployAsync();
        var (_, answer) = await RunAsync(deployment, new JsonObject { ["dryRun"] = true }, "not a record\n"u8.ToArray());
        var (page, _) = await ReportAsync(deployment, answer);

        Assert.Contains("No record has a label", System.Text.Encoding.UTF8.GetString(page), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_storage_that_fails_is_named_and_the_next_try_writes_the_report()
    {
        await using var deployment = await fixture.DeployAsync();
        var plan = await LoadAsync(deployment, []);
        fixture.Cloud.S3.Intercept = context =>
        {
            var isOurs = context.Request.Path.Value!.StartsWith($"/{IngestPipeline.ResultsBucket}/reports/{plan["runId"]}", StringComparison.Ordinal);
            if (isOurs)
                context.Response.StatusCode = 503;

            return Task.FromResult(isOurs);
        };
        try
        {
            Assert.Equal("StorageUnavailable", (await deployment.InvokeAsync("FinishIngest", plan)).ErrorType);
        }
        finally
        {
            fixture.Cloud.S3.Intercept = null;
        }

        var (page, _) = await ReportAsync(deployment, await deployment.CallAsync("FinishIngest", plan));
        Assert.NotEmpty(page);
    }

    private static async Task<(JsonObject Plan, JsonNode Answer)> RunAsync(
        TestDeployment deployment, JsonObject settings, byte[]? content = null)
    {
        var plan = await LoadAsync(deployment, settings, content);
        return (plan, await deployment.CallAsync("FinishIngest", plan));
    }

    /// <summary>All that comes before FinishIngest.</summary>
    private static async Task<JsonObject> LoadAsync(TestDeployment deployment, JsonObject settings, byte[]? content = null)
    {
        settings["source"] = deployment.Put("file.jsonl", content ?? ReportFile.Content());
        settings["rejectTolerance"] = 1;
        settings["mergeConcurrency"] = 1;
        if (await deployment.ScalarAsync<long>("SELECT count(*) FROM image") == 0)
            await deployment.AddImagesAsync("file.jsonl");

        var request = new JsonObject { ["runId"] = deployment.NewRunId(), ["input"] = settings };
        var plan = (JsonObject)await deployment.CallAsync("PlanShards", request);
        plan["shard"] = 0;
        await deployment.CallAsync("LoadShard", plan);
        foreach (var partition in (await deployment.CallAsync("CheckLoad", plan))["partitions"]!.AsArray())
        {
            plan["partition"] = partition!.DeepClone();
            await deployment.CallAsync("MergeTags", plan);
        }

        return plan;
    }

    private static async Task<(byte[] Page, JsonObject Json)> ReportAsync(TestDeployment deployment, JsonNode answer)
    {
        var key = ((string)answer["report"]!)[$"s3://{IngestPipeline.ResultsBucket}/".Length..];
        var json = JsonNode.Parse(await deployment.ResultAsync(Path.ChangeExtension(key, "json")))!.AsObject();
        return (await deployment.ResultAsync(key), json);
    }

    private static (int, int, int) Counts(JsonNode statistics) => ((int)statistics["images"]!, (int)statistics["labels"]!, (int)statistics["empty"]!);

    private static void AssertNothingRan(IWebDriver driver)
    {
        var script = (IJavaScriptExecutor)driver;
        Assert.Equal("undefined", script.ExecuteScript("return typeof window.taken"));
        Assert.Empty(driver.FindElements(By.CssSelector("script, img, iframe, a, b, [onerror], [onmouseover], [onfocus], [style]")));

        // What the page's own policy would have had to stop is told here.
        Assert.Empty(driver.Manage().Logs.GetLog(LogType.Browser));
    }

    private static void AssertFits(IWebDriver driver)
    {
        var script = (IJavaScriptExecutor)driver;
        script.ExecuteScript("for (const details of document.querySelectorAll('details')) details.open = true");
        Assert.Equal(true, script.ExecuteScript("return document.documentElement.scrollWidth <= document.documentElement.clientWidth"));
        Assert.Equal(
            [
                "In short", "From the file to the catalog", "Confidence", "Labels for an image", "What a least accuracy costs", "Most frequent labels",
                "Labels on the exclusion list", "Lines that cannot be read", "Run and source", "How long it took", "How exact these numbers are",
            ],
            driver.FindElements(By.TagName("h2")).Select(heading => heading.Text));
    }

    private static void AssertNumbers(IWebDriver driver, JsonObject json)
    {
        var statistics = json["statistics"]!;
        Assert.Equal($"{statistics["labels"]}", Figure(driver, "Labels"));
        Assert.Equal($"{(decimal)statistics["meanConfidence"]!:0.0000}%", Figure(driver, "Mean confidence"));
        Assert.Equal($"{(decimal)statistics["medianConfidence"]!:0.000}%", Figure(driver, "Median confidence"));
        Assert.Equal($"{(decimal)statistics["meanOfImageMeans"]!:0.0000}%", Figure(driver, "Mean of the images' means"));
        Assert.Equal($"{(decimal)statistics["meanOfImageMedians"]!:0.0000}%", Figure(driver, "Mean of the images' medians"));
        Assert.Equal($"{(decimal)statistics["medianOfImageMedians"]!:0.000}%", Figure(driver, "Median of the images' medians"));
        Assert.Equal($"{statistics["labelsAtThreshold"]}", Figure(driver, "Labels at 90% or more", section: "Confidence"));
        Assert.Equal($"{json["summary"]!["changed"]}", Figure(driver, "Images changed"));
        Assert.Equal(
            statistics["confidence"]!.AsArray().Select(bin => $"{bin!["labels"]}"), Column(driver, "Labels by confidence", 2));
        Assert.Equal(
            statistics["thresholds"]!.AsArray().Select(point => $"{point!["images"]}"), Column(driver, "What remains at each least confidence", 4));
        Assert.Equal(
            statistics["topLabels"]!.AsArray().Select(label => $"{label!["labels"]}"), Column(driver, "Labels, the most frequent first", 2));
        Assert.Equal(
            statistics["topLabels"]!.AsArray().Select(label => Shown((string)label!["name"]!)), Column(driver, "Labels, the most frequent first", 1));
        Assert.Equal(
            json["rejects"]!.AsArray().Select(group => $"{group!["lines"]}"), Column(driver, "Lines that cannot be read, by reason", 2));
    }

    /// <summary>What nobody could see, or would turn letters round, is written as a number.</summary>
    private static string Shown(string name) =>
        string.Concat(name.Select(c => c is '\u202E' or '\u2066' || char.IsControl(c) ? $"⟨U+{(int)c:X4}⟩" : $"{c}"));

    private static string Figure(IWebDriver driver, string name, string section = "") =>
        driver.FindElement(By.XPath(
            $"//section[contains(h2, \"{section}\")]//dt[. = \"{name}\"]/following-sibling::dd[@class = 'value']")).Text;

    private static IEnumerable<string> Column(IWebDriver driver, string caption, int column) =>
        driver.FindElements(By.XPath($"//table[caption = \"{caption}\"]/tbody/tr/*[{column}]")).Select(cell => cell.GetDomProperty("textContent")!);
}
