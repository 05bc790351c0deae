using Local.Lambda;

namespace Local.Deployment;

/// <summary>The environment variables of each function: what the template gives it on AWS, and where it finds this cloud.</summary>
internal static class FunctionEnvironment
{
    public static Dictionary<string, string> Of(string function, LocalCloud cloud, PipelineOptions options)
    {
        var environment = new Dictionary<string, string>(options.Environment, StringComparer.Ordinal) { ["FUNCTION_HANDLER"] = function };
        if (function == "StartIngest")
            AddTrigger(environment, cloud, options);
        else
            AddStep(environment, cloud, options);

        return environment;
    }

    private static void AddTrigger(Dictionary<string, string> environment, LocalCloud cloud, PipelineOptions options)
    {
        environment["STATE_MACHINE_ARN"] = StateMachineArn(IngestPipeline.IngestMachine + options.Suffix);
        environment["INGEST_DEFAULTS"] = options.RunDefaults;
        environment["AWS_ENDPOINT_URL_SFN"] = (options.StepFunctionsEndpoint ?? cloud.StepFunctionsEndpoint).ToString();
    }

    private static void AddStep(Dictionary<string, string> environment, LocalCloud cloud, PipelineOptions options)
    {
        environment["DATABASE_CONNECTION"] = options.DatabaseConnection;
        environment["CATALOG_TABLES"] = options.CatalogTables;
        environment["RESULTS_BUCKET"] = IngestPipeline.ResultsBucket;
        environment["AWS_ENDPOINT_URL_S3"] = cloud.S3.ServiceUrl.ToString();
    }

    private static string StateMachineArn(string name) => $"arn:aws:states:{FunctionName.Region}:{FunctionName.Account}:stateMachine:{name}";
}
