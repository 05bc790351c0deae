using System.Diagnostics.CodeAnalysis;

namespace Amazon.Lambda.SQSEvents;

/// <summary>Messages of a queue, as Lambda hands them over. The JSON has <c>Records</c>, and all other names in camelCase.</summary>
[SuppressMessage("Design", "MA0016", Justification = "The official types.")]
public class SQSEvent
{
    public List<SQSMessage>? Records { get; set; }

    public class SQSMessage
    {
        public string? MessageId { get; set; }

        /// <summary>The message itself.</summary>
        public string? Body { get; set; }
    }
}
