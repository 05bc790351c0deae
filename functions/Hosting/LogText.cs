using System.Text.Encodings.Web;
using System.Text.Json;

namespace Hosting;

/// <summary>Text from outside, as a log may hold it: on one line, with an end that can be seen.</summary>
public static class LogText
{
    public static string Of(object? text) => $"\"{JsonEncodedText.Encode(text?.ToString() ?? "", JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";
}
