using Amazon.Runtime;

namespace Amazon.StepFunctions.Model;

public class StopExecutionResponse : AmazonWebServiceResponse
{
    public DateTime? StopDate { get; set; }
}
