using System.Runtime.InteropServices;
using System.Text.Json;
using Amazon.Lambda.Core;
using Amazon.S3;
using GroundTruth.Annotations;
using GroundTruth.Consolidation;
using GroundTruth.Hosting;
using Hosting;
using Hosting.Settings;
using Hosting.Storage;

namespace GroundTruth;

/// <summary>After the workers have answered: makes one label of several answers, for each object of a batch.</summary>
/// <param name="s3">Reads the answers.</param>
/// <param name="role">Opens S3 as the job's role does; null where this function's own may read the answers.</param>
/// <param name="method">Name of the consolidation method.</param>
/// <param name="labelName">Name of the field that has the label.</param>
internal sealed class PostAnnotation(IAmazonS3 s3, JobRole? role, string method, string labelName)
{
    /// <summary>Problems that are told one by one. More would be the same again.</summary>
    private const int MaxLoggedProblems = 20;

    private readonly IConsolidationMethod consolidation = ConsolidationMethods.Find(method)
        ?? throw new InvalidSettings($"CONSOLIDATION_METHOD is '{method}'; allowed is one of {string.Join(", ", ConsolidationMethods.Names)}.");

    /// <exception cref="InvalidAnnotationRequest">The request lacks something that is needed.</exception>
    /// <exception cref="SourceNotFound">There is no payload, or it may not be read.</exception>
    /// <exception cref="PayloadUnreadable">The payload is no JSON array.</exception>
    /// <exception cref="BatchTooLarge">The method's tables would not fit into memory.</exception>
    /// <exception cref="AnswerTooLarge">Lambda could not return the answer.</exception>
    public async Task<List<ConsolidatedObject>> HandleAsync(JsonElement request, Deadline deadline, ILambdaLogger logger, InvocationMetrics metrics)
    {
        var asked = PostAnnotationRequest.Read(request);
        metrics.Note("labelingJob", asked.LabelingJobArn ?? "");
        metrics.Note("method", method);
        var objects = await ReadAsync(asked, deadline, logger, metrics);
        var (answer, agreement) = new Consolidator(consolidation, asked.LabelAttributeName, labelName).Consolidate(objects);
        Measure(objects, agreement, metrics);
        logger.LogInformation(
            "{payload}: {objects} objects consolidated by {method}, agreement {agreement}.",
            LogText.Of(asked.Payload), answer.Count, method, agreement?.ToString("0.000", System.Globalization.CultureInfo.InvariantCulture) ?? "unknown");

        var bytes = JsonSerializer.SerializeToUtf8Bytes(answer, GroundTruthJsonContext.Default.ListConsolidatedObject).LongLength;
        return bytes <= AnswerTooLarge.Limit ? answer : throw new AnswerTooLarge(answer.Count, bytes);
    }

    private async Task<List<AnnotatedObject>> ReadAsync(
        PostAnnotationRequest asked, Deadline deadline, ILambdaLogger logger, InvocationMetrics metrics)
    {
        using var own = role is null ? null : await role.OpenS3Async(asked.RoleArn, deadline.Token);
        var objects = new List<AnnotatedObject>();
        var (entry, problems, dataBytes) = (0, 0, 0L);
        await foreach (var annotated in new Payload(own ?? s3, new AnswerReader(labelName)).ReadAsync(asked.Payload, deadline.Token))
        {
            if (annotated is not null)
                objects.Add(annotated);

            // All of it comes back in the answer: what is too much for that is not brought into memory first.
            dataBytes += annotated?.DataObject is { } given ? JsonMarshal.GetRawUtf8Value(given).Length : 0;
            if (dataBytes > AnswerTooLarge.Limit)
                throw new AnswerTooLarge(objects.Count, dataBytes);

            foreach (var problem in ProblemsOf(annotated))
            {
                metrics.Add(GroundTruthMetric.Unreadable, 1);
                if (problems++ < MaxLoggedProblems)
                    logger.LogWarning("Entry {entry} of {payload}: {problem}.", entry, LogText.Of(asked.Payload), LogText.Of(problem));
            }

            entry++;
        }

        return objects;
    }

    private static IEnumerable<string> ProblemsOf(AnnotatedObject? annotated) =>
        annotated is null
            ? ["it has no datasetObjectId, so nothing can be answered for it"]
            : annotated.Annotations.Select(annotation => annotation.Problem).Prepend(annotated.DataObjectProblem).Prepend(annotated.Problem).OfType<string>();

    private static void Measure(List<AnnotatedObject> objects, double? agreement, InvocationMetrics metrics)
    {
        metrics.Add(GroundTruthMetric.Objects, objects.Count);
        metrics.Add(GroundTruthMetric.Annotations, objects.Sum(annotated => annotated.Annotations.Count));
        if (agreement is { } alpha)
            metrics.Add(GroundTruthMetric.Agreement, alpha);
    }
}
