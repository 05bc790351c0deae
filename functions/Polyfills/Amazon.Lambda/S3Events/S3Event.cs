using System.Diagnostics.CodeAnalysis;

namespace Amazon.Lambda.S3Events;

/// <summary>
/// A notification of S3, as it comes to a function or in a queue's message. Whoever can write to the queue decides what it holds, so
/// nothing here is sure to be there. The JSON has these names in camelCase, but for <c>Records</c>: case is to be ignored in reading.
/// </summary>
[SuppressMessage("Design", "MA0016", Justification = "The official types.")]
public class S3Event
{
    public List<S3EventNotificationRecord>? Records { get; set; }

    /// <summary>What happened to one object.</summary>
    public class S3EventNotificationRecord
    {
        /// <summary>For example <c>ObjectCreated:Put</c>.</summary>
        public string? EventName { get; set; }

        public S3Entity? S3 { get; set; }
    }

    public class S3Entity
    {
        public S3BucketEntity? Bucket { get; set; }

        [SuppressMessage("Naming", "CA1720", Justification = "The official name.")]
        public S3ObjectEntity? Object { get; set; }
    }

    public class S3BucketEntity
    {
        public string? Name { get; set; }
    }

    public class S3ObjectEntity
    {
        /// <summary>URL-encoded, a space as <c>+</c>.</summary>
        public string? Key { get; set; }

        /// <summary>Bytes; 0 where S3 does not tell.</summary>
        public long Size { get; set; }

        /// <summary>Without quotation marks.</summary>
        public string? ETag { get; set; }

        /// <summary>Null where the bucket keeps no versions.</summary>
        public string? VersionId { get; set; }
    }
}
