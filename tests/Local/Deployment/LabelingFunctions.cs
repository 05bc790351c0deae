using Local.Lambda;

namespace Local.Deployment;

/// <summary>The functions of a labelling job as they would be deployed, and the bucket in which they find and leave their files.</summary>
public sealed class LabelingFunctions : IAsyncDisposable
{
    public const string Bucket = "labeling";

    private readonly LocalCloud cloud;
    private readonly string suffix;

    private LabelingFunctions(LocalCloud cloud, string suffix)
    {
        this.cloud = cloud;
        this.suffix = suffix;
    }

    /// <summary>The functions, in the order in which a job has need of them.</summary>
    public static IReadOnlyList<string> Functions { get; } =
        ["BuildTaxonomy", "CopyImages", "BuildManifest", "PreAnnotation", "PostAnnotation", "EvaluateLabels", "LabelsToIngest"];

    /// <param name="cloud">Where.</param>
    /// <param name="environment">More environment variables for every function.</param>
    /// <param name="suffix">Added to the functions' names, so that several deployments can live in one cloud.</param>
    public static LabelingFunctions Deploy(LocalCloud cloud, IReadOnlyDictionary<string, string>? environment = null, string suffix = "")
    {
        cloud.S3.CreateBucket(Bucket);
        foreach (var function in Functions)
        {
            cloud.Lambda.AddFunction(new FunctionOptions
            {
                Name = function + suffix,
                Command = ["dotnet", FunctionAssembly.PathOf("GroundTruth")],
                Environment = new Dictionary<string, string>(environment ?? new Dictionary<string, string>(StringComparer.Ordinal), StringComparer.Ordinal)
                {
                    ["FUNCTION_HANDLER"] = function,
                    ["AWS_ENDPOINT_URL_S3"] = cloud.S3.ServiceUrl.ToString(),
                },
                MaxEnvironments = 1,
            });
        }

        return new LabelingFunctions(cloud, suffix);
    }

    /// <summary>The name under which one of the functions was deployed.</summary>
    public string NameOf(string function) => function + suffix;

    public async ValueTask DisposeAsync()
    {
        foreach (var function in Functions)
            await cloud.Lambda.RemoveFunctionAsync(NameOf(function));
    }
}
