namespace Local.Generate;

/// <summary>Breaks a line that was good, in one of the ways in which a line is unreadable.</summary>
internal static class BrokenLine
{
    private const int Kinds = 4;

    /// <param name="line">A record whose notation has the name first and that has a label. It is changed in place.</param>
    /// <param name="number">Number of the bad line in its file: the kinds take turns.</param>
    /// <returns>The broken line, as long as the good one or shorter.</returns>
    public static ReadOnlySpan<byte> Break(Span<byte> line, long number) => (number % Kinds) switch
    {
        0 => line[..(line.Length / 2)],
        1 => Replace(line, "\"image_uuid\":\""u8, "\"image_uuid\":\"?"u8),
        2 => Replace(line, "\"Name\""u8, "\"Nome\""u8),
        _ => Replace(line, "\"Confidence\":"u8, "\"Confidence\":-"u8),
    };

    private static Span<byte> Replace(Span<byte> line, ReadOnlySpan<byte> first, ReadOnlySpan<byte> with)
    {
        with.CopyTo(line[line.IndexOf(first)..]);
        return line;
    }
}
