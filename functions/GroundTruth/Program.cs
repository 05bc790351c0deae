using System.Text.Json;
using Amazon.S3;
using Amazon.SecurityToken;
using GroundTruth;
using GroundTruth.Annotations;
using GroundTruth.Evaluation;
using GroundTruth.Hosting;
using GroundTruth.Images;
using GroundTruth.Images.Web;
using GroundTruth.LabelFile;
using GroundTruth.Manifest;
using GroundTruth.Tasks;
using GroundTruth.Taxonomy;
using Hosting;
using Hosting.Settings;

// One executable, one process for each function: an environment variable tells which of them this process is.
var handler = LabelingSettings.Handler;
var s3 = new Lazy<IAmazonS3>(() => new AmazonS3Client());
var host = new FunctionHost<GroundTruthJsonContext>(
    GroundTruthJsonContext.Default.Options, GroundTruthMetric.Namespace, explain: _ => null);

await host.StartAsync(() => handler switch
{
    nameof(BuildTaxonomy) => host.RunAsync<JsonElement, TaxonomySummary>(new BuildTaxonomy(s3.Value).HandleAsync),
    nameof(CopyImages) => host.RunAsync<JsonElement, CopySummary>(CreateCopyImages().HandleAsync),
    nameof(BuildManifest) => host.RunAsync<JsonElement, ManifestSummary>(new BuildManifest(s3.Value).HandleAsync),
    nameof(PreAnnotation) => host.RunAsync<JsonElement, AnnotationTask>(CreatePreAnnotation().HandleAsync),
    nameof(PostAnnotation) => host.RunAsync<JsonElement, List<ConsolidatedObject>>(CreatePostAnnotation().HandleAsync),
    nameof(EvaluateLabels) => host.RunAsync<JsonElement, EvaluationSummary>(new EvaluateLabels(s3.Value).HandleAsync),
    nameof(LabelsToIngest) => host.RunAsync<JsonElement, LabelFileSummary>(new LabelsToIngest(s3.Value).HandleAsync),
    _ => throw new InvalidSettings(
        $"FUNCTION_HANDLER is '{handler}'; allowed is one of BuildTaxonomy, CopyImages, BuildManifest, PreAnnotation, PostAnnotation, "
        + "EvaluateLabels, LabelsToIngest."),
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
