using System.Text.Json.Nodes;
using Local.Deployment;

namespace GroundTruthTests.Tasks;

/// <summary>What a worker's page is given, asked of the executable that is deployed.</summary>
public sealed class PreAnnotationTests(LabelingFixture labeling)
{
    private const string Lamp = """
        {"version": "2018-10-16", "labelingJobArn": "arn:aws:sagemaker:us-east-1:123456789012:labeling-job/lamps",
         "dataObject": {"source-ref": "s3://shop/lamp.jpg", "title": "Lamp \"Ida\"", "description": "With <b>shade</b>.", "price": 12.50}}
        """;

    [Fact]
    public async Task By_default_a_page_gets_title_description_image_and_taxonomy_and_a_worker_is_asked()
    {
        var task = await CallAsync(labeling.Functions, Lamp);

        Assert.Equal(["isHumanAnnotationRequired", "taskInput"], Keys(task));
        Assert.Equal("true", task["isHumanAnnotationRequired"]!.ToJsonString());
        var taskInput = task["taskInput"]!;
        Assert.Equal(["category_tree", "description", "image", "title"], Keys(taskInput));
        Assert.Equal("Lamp \"Ida\"", (string?)taskInput["title"]);
        Assert.Equal("With <b>shade</b>.", (string?)taskInput["description"]);
        Assert.Equal("s3://shop/lamp.jpg", (string?)taskInput["image"]);
        Assert.Equal("Main", (string?)taskInput["category_tree"]![0]!["name"]);
    }

    [Fact]
    public async Task An_object_that_is_in_the_manifest_itself_is_the_image_where_there_is_no_reference()
    {
        var task = await CallAsync(labeling.Functions, """{"dataObject": {"source": "data:image/png;base64,AA=="}}""");

        Assert.Equal("data:image/png;base64,AA==", (string?)task["taskInput"]!["image"]);
        Assert.Null(task["taskInput"]!["title"]);
    }

    [Fact]
    public async Task Which_keys_go_where_is_configuration()
    {
        await using var functions = labeling.Deploy(("TASK_INPUT", """{"picture": ["photo", "source-ref"], "cost": ["price"]}"""));

        var taskInput = (await CallAsync(functions, Lamp))["taskInput"]!;

        Assert.Equal(["category_tree", "cost", "picture"], Keys(taskInput));
        Assert.Equal("s3://shop/lamp.jpg", (string?)taskInput["picture"]);
        Assert.Equal("12.50", taskInput["cost"]!.ToJsonString());
    }

    [Fact]
    public async Task The_taxonomy_is_taken_from_S3_where_it_is_configured()
    {
        const string Taxonomy = """[{"id":"0","name":"Main","subcategories":["1"]},{"id":"1","name":"Lamps","subcategories":[],"parent":"0","hint":{"en":"No bulbs.","n":1.50}}]""";
        await using var functions = labeling.Deploy(("TAXONOMY_URI", labeling.Put(Taxonomy)));

        var task = await CallAsync(functions, Lamp);

        Assert.Equal(Taxonomy, task["taskInput"]!["category_tree"]!.ToJsonString());
    }

    [Theory]
    [InlineData("""{"source-ref": "s3://shop/lamp.jpg", "title": "Lamp", "product-category": {}}""", false)]
    [InlineData("""{"source-ref": "s3://shop/lamp.jpg"}""", false)]
    [InlineData("""{"source-ref": "s3://shop/lamp.jpg", "title": " "}""", false)]
    [InlineData("""{"source-ref": "s3://shop/lamp.jpg", "title": null}""", false)]
    [InlineData("""{"title": "Lamp"}""", false)]
    [InlineData("""{"source-ref": "s3://shop/lamp.jpg", "title": "Lamp"}""", true)]
    public async Task No_worker_is_asked_about_what_is_labelled_already_or_lacks_what_the_page_needs(string dataObject, bool isRequired)
    {
        await using var functions = labeling.Deploy(("SKIP_LABELED", "product-category"), ("REQUIRED_INPUTS", "title, image"));

        var task = await CallAsync(functions, $$"""{"dataObject": {{dataObject}}}""");

        Assert.Equal(isRequired, (bool)task["isHumanAnnotationRequired"]!);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"dataObject": "lamp"}""")]
    [InlineData("[]")]
    public async Task A_request_without_an_object_is_refused(string request)
    {
        var (_, errorType, errorMessage) = await labeling.InvokeAsync(labeling.Functions.NameOf("PreAnnotation"), request);

        Assert.Equal("InvalidAnnotationRequest", errorType);
        Assert.Contains("dataObject", errorMessage, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("TASK_INPUT", "[]")]
    [InlineData("TASK_INPUT", """{"title": "title"}""")]
    [InlineData("TASK_INPUT", """{"title": []}""")]
    [InlineData("TASK_INPUT", """{"category_tree": ["tree"]}""")]
    [InlineData("REQUIRED_INPUTS", "title,price")]
    [InlineData("TAXONOMY_URI", "taxonomy.json")]
    public async Task A_configuration_that_cannot_be_meant_is_refused_by_name(string variable, string value)
    {
        await using var functions = labeling.Deploy((variable, value));

        var (_, errorType, errorMessage) = await labeling.InvokeAsync(functions.NameOf("PreAnnotation"), Lamp);

        Assert.Equal("InvalidSettings", errorType);
        Assert.Contains(variable, errorMessage, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[{")]
    [InlineData("""[{"id":"0","name":"Main","subcategories":["1"]}]""")]
    public async Task A_taxonomy_that_is_none_is_refused(string content)
    {
        await using var functions = labeling.Deploy(("TAXONOMY_URI", labeling.Put(content)));

        var (_, errorType, errorMessage) = await labeling.InvokeAsync(functions.NameOf("PreAnnotation"), Lamp);

        Assert.Equal("InvalidSettings", errorType);
        Assert.Contains("TAXONOMY_URI", errorMessage, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Keys(JsonNode node) => node.AsObject().Select(property => property.Key).Order(StringComparer.Ordinal);

    private async Task<JsonNode> CallAsync(LabelingFunctions functions, string request) =>
        await labeling.CallAsync(functions.NameOf("PreAnnotation"), JsonNode.Parse(request)!.AsObject());
}
