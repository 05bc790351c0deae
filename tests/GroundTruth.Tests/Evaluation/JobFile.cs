using System.Text;
using System.Text.Json;
using GroundTruth.Evaluation;

namespace GroundTruthTests.Evaluation;

/// <summary>Files of a labelling job, and what is read from them.</summary>
internal static class JobFile
{
    public const string Key = "source-ref";
    public const string Attribute = "category";

    /// <summary>A line about an object whose workers gave these labels. The first of them is the consolidated one.</summary>
    public static string Line(string item, params string?[] labels) => LineWithResult(item, labels.FirstOrDefault(), labels);

    public static string LineWithResult(string item, string? result, params string?[] labels)
    {
        var workers = labels.Select((label, index) => $"{{\"worker_id\":\"w{index}\",\"label\":{Json(label)}}}");
        return $"{{\"source-ref\":{Json(item)},\"category\":{{\"workers\":[{string.Join(',', workers)}],"
            + $"\"confidence\":0.5,\"result\":{{\"product-category\":{Json(result)}}}}},\"category-metadata\":{{\"human-annotated\":\"yes\"}}}}";
    }

    public static Task<OutputManifest> ManifestAsync(params string[] lines) => ManifestOfAsync(string.Join('\n', lines));

    public static async Task<OutputManifest> ManifestOfAsync(string file) =>
        await OutputManifest.ReadAsync(Stream(file), Key, Attribute, TestContext.Current.CancellationToken);

    public static async Task<GoldStandard> GoldAsync(string file) =>
        await GoldStandard.ReadAsync(Stream(file), Key, Attribute, TestContext.Current.CancellationToken);

    /// <summary>Gold labels as <c>item=label</c>.</summary>
    public static Task<GoldStandard> GoldOfAsync(params string[] labels) =>
        GoldAsync("source-ref,label\n" + string.Join('\n', labels).Replace('=', ','));

    public static Stream Stream(string file) => new MemoryStream(Encoding.UTF8.GetBytes(file));

    private static string Json(string? text) => text is null ? "null" : JsonSerializer.Serialize(text);
}
