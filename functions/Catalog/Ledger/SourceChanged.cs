namespace Catalog.Ledger;

/// <summary>The source is not the object that the run was planned for. Start a new execution to read what is there now.</summary>
public sealed class SourceChanged(string message) : Exception(message)
{
    public SourceChanged(SourceVersion planned, string found)
        : this($"{planned} was planned with ETag {planned.ETag} and {planned.Size} bytes, and is now {found}.")
    {
    }
}
