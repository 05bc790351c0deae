using System.Text;
using System.Text.Json;
using Benchmarks.Cloud;

namespace Benchmarks.ColdStart;

/// <summary>What a function is asked first: its sample event, which finds no run and no file, so that it is soon through with it.</summary>
internal static class FirstRequest
{
    /// <summary>Where the sample would start an execution, there is this: S3's own test of a notification.</summary>
    private const string TestNotification =
        """{"Records": [{"messageId": "1", "body": "{\"Service\":\"Amazon S3\",\"Event\":\"s3:TestEvent\",\"Bucket\":\"labels\"}"}]}""";

    public static async Task<ReadOnlyMemory<byte>> ForAsync(Repository repository, string function, CancellationToken cancellationToken)
    {
        if (function == "StartIngest")
            return Encoding.UTF8.GetBytes(TestNotification);

        var name = JsonNamingPolicy.KebabCaseLower.ConvertName(function);
        return await File.ReadAllBytesAsync(repository.PathOf("tests", "events", $"{name}.json"), cancellationToken);
    }
}
