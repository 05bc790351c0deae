namespace Catalog;

/// <summary>Rows of the catalog were locked and written to, and have not changed: something in the database keeps them from it without a word.</summary>
public sealed class UpdateSuppressed(long rows) : Exception(
    $"{rows} rows of the catalog cannot be updated: a trigger or a row security policy of the table suppresses it. Nothing of their batch was written.");
