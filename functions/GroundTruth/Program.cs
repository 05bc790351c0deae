using System.Text.Json;
using Amazon.S3;
using GroundTruth;
using GroundTruth.Hosting;
using GroundTruth.LabelFile;
using GroundTruth.Manifest;
using GroundTruth.Taxonomy;
using Hosting;
using Hosting.Settings;

// One executable, one process for each function: an environment variable tells which of them this process is.
var handler = EnvironmentVariable.Required("FUNCTION_HANDLER");
var s3 = new Lazy<IAmazonS3>(() => new AmazonS3Client());

var host = new FunctionHost<GroundTruthJsonContext>(GroundTruthJsonContext.Default.Options, GroundTruthMetric.Namespace, _ => null);

await host.StartAsync(() => handler switch
{
    nameof(BuildTaxonomy) => host.RunAsync<JsonElement, TaxonomySummary>(new BuildTaxonomy(s3.Value).HandleAsync),
    nameof(BuildManifest) => host.RunAsync<JsonElement, ManifestSummary>(new BuildManifest(s3.Value).HandleAsync),
    nameof(LabelsToIngest) => host.RunAsync<JsonElement, LabelFileSummary>(new LabelsToIngest(s3.Value).HandleAsync),
    _ => throw new InvalidSettings(
        $"FUNCTION_HANDLER is '{handler}'; allowed is one of BuildTaxonomy, BuildManifest, LabelsToIngest."),
});
