using System.Text;
using System.Text.Json.Nodes;

namespace GroundTruthTests.Annotations;

/// <summary>Ground Truth's largest batch, 5,000 objects, through the executable that is deployed.</summary>
public sealed class LargeBatchTests(LabelingFixture labeling)
{
    private const int Objects = 5_000;

    private const int WorkersEach = 9;

    /// <summary>A quarter of what the template gives the function.</summary>
    private const long MemoryLimit = 256L * 1024 * 1024;

    [Theory]
    [InlineData("majorityVote")]
    [InlineData("modifiedDawidSkene")]
    public async Task Five_thousand_objects_with_nine_workers_each_are_answered_within_memory(string method)
    {
        await using var functions = labeling.Deploy(("CONSOLIDATION_METHOD", method));
        var function = functions.NameOf("PostAnnotation");

        var answer = (await labeling.CallAsync(function, Request(dataObject: """{"s3Uri": "s3://shop/images/0273f487d52c16d2.jpg"}"""))).AsArray();

        Assert.Equal(Objects, answer.Count);
        Assert.All(answer, entry => Assert.Equal(WorkersEach, entry!["consolidatedAnnotation"]!["content"]!["category"]!["workers"]!.AsArray().Count));
        Assert.InRange(labeling.Cloud.Lambda.PeakResidentBytes(function), 1, MemoryLimit);
    }

    [Fact]
    public async Task An_answer_that_Lambda_could_not_return_is_refused_with_the_remedy()
    {
        var request = Request($$"""{"content": "{{new string('x', 1000)}}"}""");

        var (_, errorType, errorMessage) = await labeling.InvokeAsync(labeling.Functions.NameOf("PostAnnotation"), request.ToJsonString());

        Assert.Equal("AnswerTooLarge", errorType);
        Assert.Contains("MaxConcurrentTaskCount", errorMessage, StringComparison.Ordinal);
    }

    /// <summary>100 workers with ids as Amazon's public ones have them, 50 categories.</summary>
    private JsonObject Request(string dataObject)
    {
        var payload = new StringBuilder("[");
        for (var i = 0; i < Objects; i++)
        {
            payload.Append(i == 0 ? "" : ",").Append($$"""{"datasetObjectId":"{{i}}","dataObject":{{dataObject}},"annotations":[""");
            for (var j = 0; j < WorkersEach; j++)
            {
                var category = (j < 6 ? i : i + j) % 50;
                payload.Append(j == 0 ? "" : ",")
                    .Append($$$"""{"workerId":"public.us-east-1.K64R347JRWWVB4QNWNLSXUT{{{(i + j * 7) % 100:000}}}","annotationData":""")
                    .Append($$$"""{"content":"{\"product-category\":\"{{{category}}}\"}"}}""");
            }

            payload.Append("]}");
        }

        return new JsonObject
        {
            ["labelAttributeName"] = "category",
            ["payload"] = new JsonObject { ["s3Uri"] = labeling.Put(payload.Append(']').ToString()) },
        };
    }
}
