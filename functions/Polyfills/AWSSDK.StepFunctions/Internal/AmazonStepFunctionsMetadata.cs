using Amazon.Runtime.Internal;

namespace Amazon.StepFunctions.Internal;

internal sealed class AmazonStepFunctionsMetadata : IServiceMetadata
{
    public const string Id = "SFN";

    public string ServiceId => Id;

    public IDictionary<string, string> OperationNameMapping { get; } = new Dictionary<string, string>(StringComparer.Ordinal);
}
