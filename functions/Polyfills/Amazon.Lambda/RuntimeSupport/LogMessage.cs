using System.Text;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>A message whose <c>{names}</c> have been filled in, and what they were filled in with.</summary>
internal sealed record LogMessage(string Text, IReadOnlyList<KeyValuePair<string, object>> Properties)
{
    /// <summary>Without arguments a message is no template: its braces are braces.</summary>
    public static LogMessage Of(string template, object[] args)
    {
        if (args.Length == 0)
            return new LogMessage(template, []);

        var text = new StringBuilder(template.Length);
        var properties = new List<KeyValuePair<string, object>>(args.Length);
        var position = 0;
        while (properties.Count < args.Length && NextName(template, position) is { } name)
        {
            var argument = args[properties.Count];
            text.Append(template, position, name.Start - 1 - position).Append(argument);
            properties.Add(new(template[name.Start..name.End], argument));
            position = name.End + 1;
        }

        return new LogMessage(text.Append(template, position, template.Length - position).ToString(), properties);
    }

    private static (int Start, int End)? NextName(string template, int from)
    {
        var open = template.IndexOf('{', from);
        var close = open < 0 ? -1 : template.IndexOf('}', open);
        return close < 0 ? null : (open + 1, close);
    }
}
