using System.Globalization;

namespace Benchmarks.Cloud;

/// <summary>Processor time, in seconds, as the kernel has counted it so far. It tells what a load waits for.</summary>
/// <param name="Server">Of PostgreSQL, all its processes.</param>
/// <param name="Workers">Of the processes of a function.</param>
/// <param name="Ourselves">Of this process, which serves S3.</param>
/// <param name="Idle">Of all cores, in which nobody had anything to do.</param>
internal readonly record struct ProcessorTimes(double Server, double Workers, double Ourselves, double Idle)
{
    /// <summary>What /proc counts in: fixed for programs, whatever the kernel's own clock.</summary>
    private const double TicksPerSecond = 100;

    private double Used => Server + Workers + Ourselves;

    /// <param name="server">The server's first process.</param>
    /// <param name="workers">Processes of a function.</param>
    public static ProcessorTimes Read(int server, IEnumerable<int> workers) => new(
        OfFamily(server),
        workers.Sum(worker => Stat.Read(worker)?.Own ?? 0) / TicksPerSecond,
        Environment.CpuUsage.TotalTime.TotalSeconds,
        IdleTicks() / TicksPerSecond);

    /// <returns>What to show of the time since <paramref name="before"/>.</returns>
    public Dictionary<string, double> FiguresSince(ProcessorTimes before, double seconds) => new(StringComparer.Ordinal)
    {
        ["server CPU s"] = Server - before.Server,
        ["workers CPU s"] = Workers - before.Workers,
        ["S3 CPU s"] = Ourselves - before.Ourselves,
        ["cores used"] = (Used - before.Used) / seconds,
        ["cores idle"] = (Idle - before.Idle) / seconds,
    };

    /// <summary>Of a process and those that it started, the ended ones included.</summary>
    private static double OfFamily(int parent)
    {
        var processes = Directory.EnumerateDirectories("/proc")
            .Select(path => int.TryParse(Path.GetFileName(path), CultureInfo.InvariantCulture, out var id) ? Stat.Read(id) : null);
        var ticks = processes.Sum(stat => stat?.Id == parent ? stat.Own + stat.OfChildren : stat?.Parent == parent ? stat.Own : 0);
        return ticks / TicksPerSecond;
    }

    private static double IdleTicks()
    {
        // cpu user nice system idle iowait …
        var fields = File.ReadLines("/proc/stat").First().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return double.Parse(fields[4], CultureInfo.InvariantCulture) + double.Parse(fields[5], CultureInfo.InvariantCulture);
    }

    /// <param name="Id">The process.</param>
    /// <param name="Parent">Who started it.</param>
    /// <param name="Own">Its ticks.</param>
    /// <param name="OfChildren">Ticks of children that have ended.</param>
    private sealed record Stat(int Id, int Parent, double Own, double OfChildren)
    {
        /// <returns>Null if it has ended.</returns>
        public static Stat? Read(int id)
        {
            try
            {
                // The name of the program comes in brackets, and may have blanks and brackets in it.
                var text = File.ReadAllText($"/proc/{id}/stat");
                var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
                double Field(int number) => double.Parse(fields[number - 3], CultureInfo.InvariantCulture);
                return new Stat(id, (int)Field(4), Field(14) + Field(15), Field(16) + Field(17));
            }
            catch (IOException)
            {
                return null;
            }
        }
    }
}
