namespace GroundTruth.LabelFile;

/// <summary>Why an object has no record in the label file. The names, in camelCase, are what answers show.</summary>
public enum LeftOutReason
{
    /// <summary>The line is no JSON object, or its label is not what PostAnnotation writes.</summary>
    UnreadableLine,

    /// <summary>The job says that it failed for this object.</summary>
    FailedObject,

    /// <summary>The job has no label for it: nobody answered, or it was not part of the job.</summary>
    NoLabel,

    /// <summary>The label's confidence is missing, or no number from 0 to 1.</summary>
    InvalidConfidence,

    /// <summary>The label's confidence is lower than was asked for.</summary>
    BelowMinConfidence,

    /// <summary>The line does not tell the image's uuid.</summary>
    NoUuid,

    /// <summary>A label is no category below the root of the taxonomy.</summary>
    UnknownCategory,

    /// <summary>A label holds a NUL, which the catalog cannot keep.</summary>
    InvalidName,
}
