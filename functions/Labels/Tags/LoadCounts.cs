using Labels.Records;

namespace Labels.Tags;

/// <summary>Sums over lines that were read. True counts, never samples.</summary>
public sealed record LoadCounts
{
    /// <summary>Lines that are records, with labels or without.</summary>
    public long Records { get; private set; }

    /// <summary>Labels in those records, before any filter.</summary>
    public long Labels { get; private set; }

    /// <summary>Records without labels.</summary>
    public long Empty { get; private set; }

    /// <summary>Lines that could not be read.</summary>
    public long Rejected { get; private set; }

    /// <summary>Records of which at least one tag was left: each is a row of the staging table.</summary>
    public long Staged { get; private set; }

    public void Add(TaggedLine line)
    {
        if (line.IsBlank)
            return;

        if (line.Reason != RejectReason.None)
        {
            Rejected++;
            return;
        }

        Records++;
        Labels += line.Labels;
        Empty += line.Labels == 0 ? 1 : 0;
        Staged += line.Tags > 0 ? 1 : 0;
    }
}
