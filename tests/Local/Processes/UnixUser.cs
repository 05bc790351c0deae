using System.Globalization;

namespace Local.Processes;

/// <summary>A user of this machine, by its numbers.</summary>
public sealed record UnixUser(int Uid, int Gid)
{
    /// <summary>The user of that name, or null if the machine has none.</summary>
    public static UnixUser? Find(string name) =>
        File.ReadLines("/etc/passwd")
            .Select(line => line.Split(':'))
            .Where(field => field.Length > 3 && string.Equals(field[0], name, StringComparison.Ordinal))
            .Select(field => new UnixUser(
                int.Parse(field[2], CultureInfo.InvariantCulture), int.Parse(field[3], CultureInfo.InvariantCulture)))
            .FirstOrDefault();
}
