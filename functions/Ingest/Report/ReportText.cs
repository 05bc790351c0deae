using System.Globalization;
using System.Text;
using Labels.Statistics;
using Reports;

namespace Ingest.Report;

/// <summary>Numbers and names as a report's page writes them.</summary>
internal static class ReportText
{
    private const int MaxCharacters = 60;
    private const decimal LeastShare = 0.0001m;

    public static string Count(long? value) => value is { } count ? NumberText.Count(count) : NumberText.None;

    /// <summary>
    /// A part of a whole in percent; a dash where there is no whole. What there is little of is not rounded to nothing, nor nearly all to all.
    /// </summary>
    public static string Share(long? part, long? whole) => (whole > 0 ? part / (decimal?)whole : null) switch
    {
        > 0 and < LeastShare => $"below {NumberText.Percent(LeastShare, decimals: 2)}",
        < 1 and > 1 - LeastShare => $"above {NumberText.Percent(1 - LeastShare, decimals: 2)}",
        var share => NumberText.Percent(share, decimals: 2),
    };

    /// <summary>A mean of confidences, which the service gives in percent.</summary>
    public static string Mean(decimal? confidence) => NumberText.Percent(confidence / 100, decimals: 4);

    /// <summary>A median of confidences: with the digits that its stated error leaves.</summary>
    public static string Median(decimal? confidence) => NumberText.Percent(confidence / 100, decimals: 3);

    public static string Threshold(StatisticsReport statistics) => NumberText.Percent(statistics.Threshold / 100, decimals: 0);

    public static string Time(DateTimeOffset time) => time.ToUniversalTime().ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);

    /// <summary>The beginning of a long name, for where there is little room.</summary>
    public static string Shortened(string text)
    {
        var visible = Visible(text);
        return visible.Length <= MaxCharacters ? visible : string.Concat(visible.EnumerateRunes().Take(MaxCharacters - 1)) + "…";
    }

    /// <summary>
    /// Text from a label file, with what one would not see, or what would turn its letters round, written as a number. Emoji and scripts that
    /// are joined by such characters keep theirs.
    /// </summary>
    public static string Visible(string text)
    {
        if (!text.EnumerateRunes().Any(IsHidden))
            return text;

        var visible = new StringBuilder(text.Length);
        foreach (var character in text.EnumerateRunes())
            _ = IsHidden(character) ? visible.Append(CultureInfo.InvariantCulture, $"⟨U+{character.Value:X4}⟩") : visible.Append(character);

        return visible.ToString();
    }

    /// <summary>Controls, and Unicode's marks of direction and of no width, but for the two that join and part letters.</summary>
    private static bool IsHidden(Rune character) => Rune.GetUnicodeCategory(character) switch
    {
        UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => true,
        UnicodeCategory.Format => character.Value is not (0x200C or 0x200D) and < 0xE0000,
        _ => false,
    };
}
