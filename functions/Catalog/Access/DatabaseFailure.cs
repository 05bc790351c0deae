using System.Security.Authentication;
using Amazon.Runtime;
using Npgsql;

namespace Catalog.Access;

/// <summary>Gives failures of the database the names that a state machine knows.</summary>
public static class DatabaseFailure
{
    /// <returns>Null where the failure has no other name: it is a mistake of ours, or nothing of the database's.</returns>
    public static Exception? NameOf(Exception error) => error switch
    {
        NpgsqlException failure => NameOf(failure),

        // What Npgsql says where a connection was found to be lost between two statements, as it is when a server goes down.
        InvalidOperationException { Message: "Connection is not open" } => new DatabaseUnavailable(error),
        _ => null,
    };

    private static Exception? NameOf(NpgsqlException error) => error switch
    {
        // A password that could not be had is wrapped in what became of the connection.
        { InnerException: DatabaseAccessDenied denied } => denied,
        PostgresException { SqlState: var state } when IsDenial(state) =>
            new DatabaseAccessDenied($"The database denies access: {error.Message}", error),
        { InnerException: AuthenticationException } => new DatabaseNotTrusted(error),
        not PostgresException when error.Message.StartsWith("SSL connection requested", StringComparison.Ordinal) =>
            new DatabaseNotTrusted(error),
        _ when DatabaseUnavailable.Explains(error) || error.InnerException is AmazonServiceException or AmazonClientException
            or HttpRequestException => new DatabaseUnavailable(error),
        _ => null,
    };

    /// <summary>Class 28 is what RDS says of a token or a password, too.</summary>
    private static bool IsDenial(string state) => state is PostgresErrorCodes.InvalidPassword
        or PostgresErrorCodes.InvalidAuthorizationSpecification
        or PostgresErrorCodes.InvalidCatalogName
        or PostgresErrorCodes.InsufficientPrivilege;
}
