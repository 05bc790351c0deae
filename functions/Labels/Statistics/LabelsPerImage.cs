namespace Labels.Statistics;

/// <summary>How many images have a certain number of labels.</summary>
/// <param name="Labels">Labels in the record, 0 to <see cref="Many"/>, which stands for itself and everything above.</param>
/// <param name="Images">Records with that many.</param>
public sealed record LabelsPerImage(int Labels, long Images)
{
    /// <summary>From here on, numbers of labels are not told apart.</summary>
    public const int Many = 256;
}
