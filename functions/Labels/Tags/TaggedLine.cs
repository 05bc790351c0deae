using Labels.Records;

namespace Labels.Tags;

/// <summary>What became of a line.</summary>
/// <param name="Reason">Why it could not be read, if it could not.</param>
/// <param name="IsBlank">It holds no record at all.</param>
/// <param name="ImageId">The image it is about.</param>
/// <param name="Labels">Labels in the record, before any filter.</param>
/// <param name="Tags">Tags that were written.</param>
public readonly record struct TaggedLine(RejectReason Reason, bool IsBlank, Guid ImageId, int Labels, int Tags);
