using Local.Deployment;
using Local.Lambda;

namespace Local.Commands.Labeling;

/// <summary>The labelling job's functions beside sample files, as the events in tests/events name them.</summary>
internal static class LabelingSample
{
    /// <summary>Where LabelsToIngest writes: the bucket that the ingestion reads.</summary>
    private const string LabelBucket = "labels";

    /// <summary>Invokes one function.</summary>
    public static async Task<InvocationResult> InvokeAsync(string function, byte[] request, CancellationToken cancellationToken)
    {
        var options = new LocalCloudOptions { WithPostgres = false, WithStepFunctions = false, OnLog = Console.Error.WriteLine };
        await using var cloud = await LocalCloud.StartAsync(options, cancellationToken);
        LabelingFunctions.Deploy(cloud);
        cloud.S3.CreateBucket(LabelBucket);
        foreach (var file in Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "GroundTruthSample")))
            cloud.S3.MapFile(LabelingFunctions.Bucket, Path.GetFileName(file), file);

        return await cloud.Lambda.InvokeAsync(function, request, cancellationToken);
    }
}
