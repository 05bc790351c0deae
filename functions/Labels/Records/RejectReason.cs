namespace Labels.Records;

/// <summary>Why a line could not be read. The names, in camelCase, are what ledger and reports show.</summary>
public enum RejectReason
{
    None,

    /// <summary>Not one well-formed JSON value, nested deeper than 64 levels, or not UTF-8 where it matters.</summary>
    InvalidJson,

    /// <summary>The line, its <c>response</c> or one of its <c>Labels</c> is not an object, or <c>Labels</c> is not an array.</summary>
    InvalidShape,

    /// <summary><c>image_uuid</c> is missing or not 36 characters of hexadecimal digits and hyphens.</summary>
    InvalidUuid,

    /// <summary>A label has no <c>Name</c>, or an empty one.</summary>
    MissingName,

    /// <summary>A name that PostgreSQL cannot keep: a NUL, a lone surrogate, or bytes that are not UTF-8.</summary>
    InvalidName,

    /// <summary>A label's <c>Confidence</c> is missing, no number, outside 0..100, or of more digits than can be kept.</summary>
    InvalidConfidence,

    /// <summary>Longer than <see cref="Lines.Line.MaxLength"/>.</summary>
    LineTooLong,
}
