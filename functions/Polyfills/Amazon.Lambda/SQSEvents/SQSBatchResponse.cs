using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Amazon.Lambda.SQSEvents;

/// <summary>
/// Tells Lambda which messages of a batch to leave in the queue. It is understood only where the event source mapping has
/// <c>ReportBatchItemFailures</c>, and the names of its JSON are fixed whatever the serializer does with others.
/// </summary>
[SuppressMessage("Design", "MA0016", Justification = "The official types.")]
public class SQSBatchResponse
{
    public SQSBatchResponse()
        : this([])
    {
    }

    public SQSBatchResponse(List<BatchItemFailure> batchItemFailures) => BatchItemFailures = batchItemFailures;

    [JsonPropertyName("batchItemFailures")]
    public List<BatchItemFailure> BatchItemFailures { get; set; }

    public class BatchItemFailure
    {
        /// <summary>The message's id. Without one, Lambda takes the whole batch for failed.</summary>
        [JsonPropertyName("itemIdentifier")]
        public string? ItemIdentifier { get; set; }
    }
}
