using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace StateMachineTests.Faults;

/// <summary>Other label files, made from a generated one.</summary>
internal static partial class LabelText
{
    /// <summary>The lines that can be read: those with one uuid and a whole object.</summary>
    public static string ReadableLines(string path) => string.Concat(File.ReadLines(path).Where(IsReadable).Select(line => line + "\n"));

    /// <summary>A file about the same images, where each has the labels that the next one had.</summary>
    public static string WithLabelsOfTheNextImage(string text)
    {
        var images = Uuid.Matches(text).Select(match => match.Value).ToList();
        var next = 0;
        return Uuid.Replace(text, _ => images[(++next + images.Count - 2) % images.Count]);
    }

    private static bool IsReadable(string line)
    {
        try
        {
            ReferenceIngest.TagsOf(Encoding.UTF8.GetBytes(line));
            return Uuid.Count(line) == 1;
        }
        catch (Exception e) when (e is JsonException or FormatException or NullReferenceException or InvalidOperationException)
        {
            return false;
        }
    }

    [GeneratedRegex("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Uuid { get; }
}
