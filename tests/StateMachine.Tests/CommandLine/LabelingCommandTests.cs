using System.Text.Json.Nodes;
using Local.Processes;

namespace StateMachineTests.CommandLine;

/// <summary>The verbs around a labelling job, as the README has them: from a spreadsheet to labels in a catalog.</summary>
public sealed class LabelingCommandTests : IDisposable
{
    private readonly ThrowawayFolder folder = ThrowawayFolder.Create("labeling");

    public static TheoryData<string, string> Events => new()
    {
        { "BuildTaxonomy", "build-taxonomy.json" },
        { "BuildManifest", "build-manifest.json" },
        { "PreAnnotation", "pre-annotation.json" },
        { "PostAnnotation", "post-annotation.json" },
        { "EvaluateLabels", "evaluate-labels.json" },
        { "LabelsToIngest", "labels-to-ingest.json" },
        { "CopyImages", "copy-images.json" },
    };

    private static string Samples => Path.Combine(AppContext.BaseDirectory, "GroundTruthSample");

    [Theory]
    [MemberData(nameof(Events))]
    public async Task Each_function_answers_its_sample_event(string function, string file)
    {
        var (exitCode, output, error) = await LocalProgram.RunAsync("invoke", function, "--event", Path.Combine(AppContext.BaseDirectory, "events", file));

        Assert.True(exitCode == 0, $"{output}{error}");
        Assert.NotNull(JsonNode.Parse(output));
    }

    [Fact]
    public async Task Sheet_products_and_answers_become_labels_in_a_catalog()
    {
        var sheet = Path.Combine(Samples, "categories.csv");
        await RunAsync("taxonomy", sheet, "--output", PathOf("taxonomy.json"));
        await RunAsync("manifest", Path.Combine(Samples, "products.csv"), "--output", PathOf("products.manifest"), "--field", "title=title", "--field", "description=description");
        var labels = await RunAsync(
            "labels", Path.Combine(Samples, "consolidated.jsonl"), "--attribute", "product-category", "--provider", "people", "--taxonomy", PathOf("taxonomy.json"),
            "--ancestors", "--min-confidence", "0.6", "--output", PathOf("labels.jsonl"));
        var summary = JsonNode.Parse(await RunAsync("ingest", PathOf("labels.jsonl"), "--provider", "people", "--json"))!;

        Assert.Contains($"Next: ingest {PathOf("labels.jsonl")} --provider people", labels, StringComparison.Ordinal);
        Assert.Equal(10, (await File.ReadAllLinesAsync(PathOf("products.manifest"), TestContext.Current.CancellationToken)).Length);
        Assert.Equal((await File.ReadAllLinesAsync(PathOf("labels.jsonl"), TestContext.Current.CancellationToken)).Length, (int)summary["changed"]!);
        Assert.Equal(0, (int)summary["rejected"]!);
    }

    [Fact]
    public async Task An_evaluation_leaves_a_page_and_its_numbers()
    {
        var output = await RunAsync(
            "evaluate", Path.Combine(Samples, "output-manifest.jsonl"), "--gold", Path.Combine(Samples, "gold.csv"), "--attribute", "category",
            "--price", "0.048", "--target-size", "100000", "--output", PathOf("evaluation"));

        Assert.Contains("\"right\":58", output, StringComparison.Ordinal);
        Assert.True(File.Exists(PathOf("evaluation/report.html")));
        Assert.Equal(47, (int)JsonNode.Parse(await File.ReadAllTextAsync(PathOf("evaluation/report.json"), TestContext.Current.CancellationToken))!["consensus"]!["items"]!);
    }

    [Fact]
    public async Task Images_are_copied_from_a_server_into_a_folder_that_can_be_gone_on_with()
    {
        byte[] gif = [.. "GIF89a"u8, 1, 0, 1, 0, 0, 0, 0, 0x3B];
        var requests = 0;
        await using var site = await LoopbackHost.StartAsync(
            async context =>
            {
                Interlocked.Increment(ref requests);
                context.Response.ContentType = "image/gif";
                await context.Response.Body.WriteAsync(gif);
            },
            TestContext.Current.CancellationToken);
        var products = PathOf("products.csv");
        await File.WriteAllTextAsync(products, $"id,image_url\n1,http://127.0.0.1:{site.Port}/a\n2,http://127.0.0.1:{site.Port}/b\n", TestContext.Current.CancellationToken);
        string[] verb = ["copy-images", products, "--output", PathOf("images"), "--allow-host", $"127.0.0.1:{site.Port}"];

        var first = await RunAsync(verb);
        var second = await RunAsync(verb);

        Assert.Matches("copied +2", first);
        Assert.Matches("alreadyThere +2", second);
        Assert.Equal(2, requests);
        foreach (var printed in new[] { first, second }.Select(output => output.TrimEnd().Split('\n')[^1]))
        {
            Assert.Equal(PathOf("images"), printed.TrimEnd());
            Assert.Equal(["failures.csv", "images", "products.csv"], Directory.GetFileSystemEntries(printed).Select(Path.GetFileName).Order(StringComparer.Ordinal));
            Assert.Equal(3, (await File.ReadAllLinesAsync(Path.Combine(printed, "products.csv"), TestContext.Current.CancellationToken)).Length);
            var images = Directory.GetFiles(Path.Combine(printed, "images"));
            Assert.Equal(2, images.Length);
            Assert.All(images, image => Assert.Equal(gif, File.ReadAllBytes(image)));
        }
    }

    [Fact]
    public async Task A_file_of_products_is_not_overwritten_by_the_list_of_those_with_an_image()
    {
        const string Products = "id,image_url\n1,nowhere\n";
        await File.WriteAllTextAsync(PathOf("products.csv"), Products, TestContext.Current.CancellationToken);

        var (exitCode, _, error) = await LocalProgram.RunAsync("copy-images", PathOf("products.csv"), "--output", folder.Path);

        Assert.Equal(1, exitCode);
        Assert.Contains("would be overwritten", error, StringComparison.Ordinal);
        Assert.Equal(Products, await File.ReadAllTextAsync(PathOf("products.csv"), TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("manifest", "products.csv")]
    [InlineData("taxonomy", "categories.csv")]
    public async Task A_file_is_not_overwritten_by_what_is_made_of_it(string verb, string sample)
    {
        File.Copy(Path.Combine(Samples, sample), PathOf(sample));

        var (exitCode, _, error) = await LocalProgram.RunAsync(verb, PathOf(sample), "--output", PathOf(sample));

        Assert.Equal(1, exitCode);
        Assert.Contains("would be overwritten", error, StringComparison.Ordinal);
        Assert.Equal(
            await File.ReadAllBytesAsync(Path.Combine(Samples, sample), TestContext.Current.CancellationToken),
            await File.ReadAllBytesAsync(PathOf(sample), TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("a=title", "a=description", "the key a twice")]
    [InlineData("a=title", "description", "--field is description; allowed is KEY=COLUMN")]
    public async Task A_field_of_a_manifest_that_cannot_be_meant_is_named(string first, string second, string message)
    {
        var (exitCode, _, error) = await LocalProgram.RunAsync(
            "manifest", Path.Combine(Samples, "products.csv"), "--output", PathOf("products.manifest"), "--field", first, "--field", second);

        Assert.Equal(1, exitCode);
        Assert.StartsWith("--field", error, StringComparison.Ordinal);
        Assert.Contains(message, error, StringComparison.Ordinal);
        Assert.False(File.Exists(PathOf("products.manifest")));
    }

    [Fact]
    public async Task A_file_that_is_missing_and_a_sheet_that_is_no_tree_are_named()
    {
        var (missingCode, _, missing) = await LocalProgram.RunAsync("taxonomy", PathOf("nowhere.csv"), "--output", PathOf("taxonomy.json"));
        await File.WriteAllTextAsync(PathOf("orphan.csv"), "id,name,parent\n1,Lamps,7\n", TestContext.Current.CancellationToken);
        var (refusedCode, _, refused) = await LocalProgram.RunAsync("taxonomy", PathOf("orphan.csv"), "--output", PathOf("taxonomy.json"));

        Assert.Equal((1, 1), (missingCode, refusedCode));
        Assert.Contains("nowhere.csv", missing, StringComparison.Ordinal);
        Assert.Contains("InvalidTaxonomy", refused, StringComparison.Ordinal);
        Assert.False(File.Exists(PathOf("taxonomy.json")));
    }

    public void Dispose() => folder.Dispose();

    private static async Task<string> RunAsync(params string[] arguments)
    {
        var (exitCode, output, error) = await LocalProgram.RunAsync(arguments);
        Assert.True(exitCode == 0, $"{string.Join(' ', arguments)}: {output}{error}");
        return output;
    }

    private string PathOf(string name) => Path.Combine(folder.Path, name);
}
