namespace Catalog.Access;

/// <summary>
/// The database does not let the function in, or not do what it must: a wrong password, a user or database that does not exist, a
/// missing permission. Trying again does not help.
/// </summary>
public sealed class DatabaseAccessDenied(string message, Exception? cause = null) : Exception(message, cause);
