namespace Labels.Tags;

/// <summary>What becomes of a label's name.</summary>
/// <param name="Spelling">A number that names have in common which are the same once spelled; -1 where there is to be no tag.</param>
/// <param name="TextStart">Where the beginning of its tag is kept.</param>
/// <param name="TextLength">How long that is.</param>
/// <param name="Hash"><see cref="TextHash"/> of the name as it is spelled.</param>
internal readonly record struct TagName(int Spelling, int TextStart, int TextLength, uint Hash)
{
    public static readonly TagName Excluded = new(-1, 0, 0, 0);

    public bool IsExcluded => Spelling < 0;
}
