using System.Text.Json;
using Amazon.Lambda.Core;
using GroundTruth.Annotations;
using GroundTruth.Hosting;
using GroundTruth.Tasks;
using Hosting;

namespace GroundTruth;

/// <summary>Before a worker sees an object: shapes what the page is given, and may say that nobody need be asked.</summary>
/// <param name="shape">What of an object's line is given.</param>
/// <param name="rule">Whom nobody is asked about.</param>
/// <param name="categoryTree">The taxonomy, read once: it must not change while a job runs.</param>
internal sealed class PreAnnotation(TaskInputShape shape, SkipRule rule, Func<CancellationToken, Task<JsonElement>> categoryTree)
{
    private JsonElement? tree;

    /// <exception cref="InvalidAnnotationRequest">There is no object in the request.</exception>
    public async Task<AnnotationTask> HandleAsync(JsonElement request, Deadline deadline, ILambdaLogger logger, InvocationMetrics metrics)
    {
        if (request.ValueKind != JsonValueKind.Object
            || !request.TryGetProperty("dataObject", out var dataObject)
            || dataObject.ValueKind != JsonValueKind.Object)
        {
            throw new InvalidAnnotationRequest("dataObject is missing or no JSON object: it holds the line of the manifest that a worker is to label.");
        }

        if (!JsonText.IsUnicode(dataObject))
            throw new InvalidAnnotationRequest("dataObject holds text that is not Unicode: half a surrogate pair.");

        var taskInput = shape.Of(dataObject);
        var reason = rule.ReasonToSkip(dataObject, taskInput);
        if (reason is not null)
        {
            logger.LogInformation("No worker is asked about {object}: {reason}.", LogText.Of(taskInput.GetValueOrDefault("image")), reason);
            metrics.Add(GroundTruthMetric.Skipped, 1);
        }

        taskInput[TaskInputShape.CategoryTree] = tree ??= await categoryTree(deadline.Token);
        return new AnnotationTask(taskInput, IsHumanAnnotationRequired: reason is null);
    }
}
