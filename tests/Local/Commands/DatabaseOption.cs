using System.CommandLine;
using Npgsql;

namespace Local.Commands;

/// <summary><c>--database CONNECTION</c>.</summary>
internal static class DatabaseOption
{
    public static Option<string> Create()
    {
        var option = new Option<string>("--database")
        {
            Description = "Connection string (Npgsql's form) of a catalog database to use instead of a throw-away one. Its tables are left as they are.",
            HelpName = "connection",
        };
        option.Validators.Add(result =>
        {
            try
            {
                _ = new NpgsqlConnectionStringBuilder(result.GetValueOrDefault<string>());
            }
            catch (ArgumentException e)
            {
                result.AddError($"--database is not a connection string like \"Host=localhost;Database=catalog;Username=me\": {e.Message}");
            }
        });
        return option;
    }
}
