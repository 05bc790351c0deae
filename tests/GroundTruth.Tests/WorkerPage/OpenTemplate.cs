using Local.Preview;
using Local.Processes;

namespace GroundTruthTests.WorkerPage;

internal static class OpenTemplate
{
    /// <summary>Skips the test, with the reason, where Node.js or the Liquid engine cannot be had.</summary>
    public static async Task<LiquidTemplate> AtAsync(string file)
    {
        try
        {
            return await LiquidTemplate.OpenAsync(file, onProgress: null, TestContext.Current.CancellationToken);
        }
        catch (MissingPrerequisiteException e)
        {
            Assert.Skip(e.Message);
            throw;
        }
    }
}
