namespace GroundTruth.Manifest;

/// <summary>No manifest can be made of the products as a whole. Nothing was written.</summary>
public sealed class InvalidManifest(string message) : Exception(message);
