using System.Text.Json;
using Amazon.S3;
using Amazon.SecurityToken;
using GroundTruth;
using GroundTruth.Annotations;
using GroundTruth.Hosting;
using GroundTruth.Images;
using GroundTruth.Images.Web;
using GroundTruth.Tasks;
using Hosting;
using Hosting.Settings;

// One executable, one process for each function: an environment variable tells which of them this process is.
var handler = LabelingSettings.Handler;
var s3 = new Lazy<IAmazonS3>(() => new AmazonS3Client());
var host = new FunctionHost<GroundTruthJsonContext>(
    GroundTruthJsonContext.Default.Options, GroundTruthMetric.Namespace, explain: _ => null);

await host.StartAsync(() => handler switch
{
    nameof(CopyImages) => host.RunAsync<JsonElement, CopySummary>(CreateCopyImages().HandleAsync),
    nameof(PreAnnotation) => host.RunAsync<JsonElement, AnnotationTask>(CreatePreAnnotation().HandleAsync),
    nameof(PostAnnotation) => host.RunAsync<JsonElement, List<ConsolidatedObject>>(CreatePostAnnotation().HandleAsync),
    _ => throw new InvalidSettings($"FUNCTION_HANDLER is '{handler}'; allowed is one of CopyImages, PreAnnotation, PostAnnotation."),
});

CopyImages CreateCopyImages() => new(s3.Value, new PublicWeb(AllowedHosts.Parse(LabelingSettings.ImageHostsAllowed)));

PreAnnotation CreatePreAnnotation()
{
    var shape = LabelingSettings.TaskInput;
    return new PreAnnotation(
        shape,
        SkipRule.Parse(LabelingSettings.SkipLabeled, LabelingSettings.RequiredInputs, shape),
        new TaxonomySource(s3.Value, LabelingSettings.Taxonomy).ReadAsync);
}

PostAnnotation CreatePostAnnotation()
{
    var role = LabelingSettings.AssumesRole ? new JobRole(new AmazonSecurityTokenServiceClient()) : null;
    return new PostAnnotation(s3.Value, role, LabelingSettings.ConsolidationMethod, LabelingSettings.LabelName);
}
