using Amazon.Runtime;

namespace Amazon.StepFunctions.Model;

public class StartExecutionResponse : AmazonWebServiceResponse
{
    public string ExecutionArn { get; set; } = null!;

    public DateTime? StartDate { get; set; }
}
