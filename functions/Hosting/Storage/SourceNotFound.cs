namespace Hosting.Storage;

/// <summary>There is no such object, or the function may not read it (without permission to list a bucket, S3 does not say which).</summary>
public sealed class SourceNotFound(string source, Exception cause) : Exception($"{source} does not exist or may not be read.", cause);
