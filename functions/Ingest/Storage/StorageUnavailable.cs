namespace Ingest.Storage;

/// <summary>S3 failed again and again, or asked to slow down. Trying again later can help.</summary>
internal sealed class StorageUnavailable(string what, Exception cause) : Exception($"{what}: {cause.Message}", cause);
