namespace Local.Postgres;

/// <summary>How the throw-away server is set up.</summary>
public sealed record PostgresOptions
{
    /// <summary>The database that is there once the server has started.</summary>
    public string Database { get; init; } = "catalog";

    /// <summary>
    /// Settings of postgresql.conf. Nothing here has to survive the machine, so nothing is flushed to disk; the rest is as a
    /// real server has it, write-ahead log included, so that what is measured means something.
    /// </summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["fsync"] = "off",
        ["shared_buffers"] = "256MB",
        ["max_connections"] = "100",
        ["max_wal_size"] = "4GB",
        ["max_wal_senders"] = "0",
    };

    /// <summary>Files by name that go into the data folder, some in place of initdb's: pg_hba.conf, certificates.</summary>
    public IReadOnlyDictionary<string, string> Files { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Receives what is worth telling the person who waits: that the server is being installed.</summary>
    public Action<string>? OnProgress { get; init; }

    /// <summary>Receives the lines of the server's log.</summary>
    public Action<string>? OnLog { get; init; }
}
