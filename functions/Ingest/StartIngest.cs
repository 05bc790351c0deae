using Amazon.Lambda.Core;
using Amazon.Lambda.S3Events;
using Amazon.Lambda.SQSEvents;
using Amazon.StepFunctions;
using Amazon.StepFunctions.Model;
using Hosting;
using Ingest.Trigger;

namespace Ingest;

/// <summary>
/// Before all others: starts an execution for each label file that S3 tells of through a queue. Messages may come twice, and they come in
/// batches. One that cannot be dealt with stays in the queue, to come again or to end in the dead-letter queue, and it stays there alone.
/// </summary>
internal sealed class StartIngest(IAmazonStepFunctions stepFunctions, string stateMachineArn, RunDefaults defaults)
{
    /// <exception cref="UnreadableNotification">The event has no messages: it does not come from a queue.</exception>
    public async Task<SQSBatchResponse> HandleAsync(SQSEvent request, Deadline deadline, ILambdaLogger logger)
    {
        var messages = request.Records ?? throw new UnreadableNotification("The event has no Records: it is not one of SQS.");
        var failures = new List<SQSBatchResponse.BatchItemFailure>();
        foreach (var message in messages)
        {
            if (!await TryAsync(() => TakeMessageAsync(message, deadline, logger), message, deadline, logger))
                failures.Add(new SQSBatchResponse.BatchItemFailure { ItemIdentifier = message.MessageId });
        }

        return new SQSBatchResponse(failures);
    }

    private async Task<bool> TakeMessageAsync(SQSEvent.SQSMessage message, Deadline deadline, ILambdaLogger logger)
    {
        var notification = Notification.Read(message.Body);
        if (notification.IsTest)
            logger.LogInformation("Message {message} is S3's test of the queue.", LogText.Of(message.MessageId));

        var isTaken = true;
        foreach (var record in notification.Records ?? [])
            isTaken &= await TryAsync(() => TakeRecordAsync(record, deadline, logger), message, deadline, logger);

        return isTaken;
    }

    private async Task<bool> TakeRecordAsync(S3Event.S3EventNotificationRecord record, Deadline deadline, ILambdaLogger logger)
    {
        var what = record?.EventName ?? throw new UnreadableNotification("a record does not say what happened: it has no eventName.");
        if (!what.StartsWith("ObjectCreated:", StringComparison.Ordinal))
        {
            var where = LogText.Of($"s3://{record.S3?.Bucket?.Name}/{record.S3?.Object?.Key}");
            logger.LogInformation("{event} of {source} starts nothing.", LogText.Of(what), where);
            return true;
        }

        var created = CreatedObject.Of(record);
        if (created.IsFolder)
            logger.LogInformation("{source} is a folder and starts nothing.", LogText.Of(created.Location));
        else
            await StartAsync(created, deadline, logger);

        return true;
    }

    private async Task StartAsync(CreatedObject created, Deadline deadline, ILambdaLogger logger)
    {
        var name = ExecutionName.Of(created);
        try
        {
            var execution = new StartExecutionRequest
            {
                StateMachineArn = stateMachineArn,
                Name = name,
                Input = defaults.InputFor(created.Location),
            };
            await stepFunctions.StartExecutionAsync(execution, deadline.Token);
            logger.LogInformation("Run {runId}: started for {source}.", name, LogText.Of(created.Location));
        }
        catch (ExecutionAlreadyExistsException)
        {
            logger.LogInformation("Run {runId}: was started before for {source}.", name, LogText.Of(created.Location));
        }
    }

    /// <summary>
    /// Whatever is wrong with one record must not keep the others. Only the end of the invocation fails the batch as a whole: what was
    /// started of it is found to be started when it comes again.
    /// </summary>
    private static async Task<bool> TryAsync(Func<Task<bool>> take, SQSEvent.SQSMessage message, Deadline deadline, ILambdaLogger logger)
    {
        try
        {
            return await take();
        }
        catch (Exception e) when (!deadline.Token.IsCancellationRequested)
        {
            logger.LogError(
                "Message {message} stays in the queue, {error}: {reason}", LogText.Of(message.MessageId), e.GetType().Name, e.Message);
            return false;
        }
    }
}
