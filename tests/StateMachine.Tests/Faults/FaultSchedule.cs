using System.Text.Json.Nodes;

namespace StateMachineTests.Faults;

/// <summary>What goes wrong in a run and how the run is cut into pieces, drawn from a seed: the same seed, the same schedule.</summary>
/// <param name="Seed">Where it comes from.</param>
/// <param name="Faults">One to four.</param>
/// <param name="Settings">Of the execution input.</param>
/// <param name="WorkerTimeout">How long an invocation of a worker may last.</param>
internal sealed record FaultSchedule(int Seed, IReadOnlyList<Fault> Faults, JsonObject Settings, TimeSpan WorkerTimeout)
{
    private const int MostFaults = 4;
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(3);
    private static readonly string[] Workers = ["LoadShard", "LoadShard", "MergeTags"];
    private static readonly string[] Functions = [.. Workers, .. Workers, "PlanShards", "CheckLoad", "FinishIngest"];

    /// <summary>What each function's connections are at when they are cut.</summary>
    private static readonly (string Function, string Statement)[] Statements =
    [
        ("LoadShard", "COPY%"), ("LoadShard", "COPY%"), ("LoadShard", "INSERT%"), ("MergeTags", "%UPDATE%"), ("MergeTags", "%UPDATE%"),
        ("MergeTags", "%WITH batch%"), ("CheckLoad", "%"), ("FinishIngest", "%"), ("PlanShards", "%"),
    ];

    public static FaultSchedule Draw(int seed)
    {
        var random = new Random(seed);
        var settings = new JsonObject
        {
            ["shardBytes"] = random.Next(300_000, 500_000),
            ["batchRows"] = random.Next(50, 200),
            ["loadConcurrency"] = random.Next(2, 4),
            ["mergeConcurrency"] = random.Next(2, 4),
            ["rejectTolerance"] = 0.01,
        };
        var isShort = random.Next(2) == 0;
        var faults = Enumerable.Range(0, random.Next(1, MostFaults + 1)).Select(_ => DrawFault(random, isShort)).ToList();
        return new FaultSchedule(seed, faults, settings, isShort ? Short : TimeSpan.FromMinutes(15));
    }

    public override string ToString() =>
        $"seed {Seed}: {string.Join("; ", Faults)}. Workers have {WorkerTimeout.TotalSeconds} s. Settings: {Settings.ToJsonString()}";

    /// <summary>Freezing and stalling end with an invocation's deadline, so they need one that comes soon.</summary>
    private static Fault DrawFault(Random random, bool deadlineIsShort) => random.Next(deadlineIsShort ? 7 : 5) switch
    {
        0 => new StruckWorker(random.GetItems(Functions, 1)[0], "KILL", random.NextDouble(), random.Next(6)),
        1 => DrawCut(random),
        2 => new StorageFault(
            (StorageFailure)random.Next((int)StorageFailure.Stalled), random.Next(1, 16), random.Next(1, 8), random.NextDouble()),
        3 => new Throttle(random.GetItems(Functions, 1)[0], random.Next(1, 4), random.Next(1, 4)),
        4 => DrawSecond(random),
        5 => new StruckWorker(random.GetItems(Workers, 1)[0], "STOP", random.NextDouble(), random.Next(6)),
        _ => new StorageFault(StorageFailure.Stalled, random.Next(2, 16), 1, random.NextDouble()),
    };

    private static SecondWorker DrawSecond(Random random)
    {
        var function = random.GetItems(Functions, 1)[0];
        var number = random.Next(1, function switch { "LoadShard" => 10, "MergeTags" => 3, _ => 2 });
        return new SecondWorker(function, number, isLate: random.Next(3) == 0);
    }

    private static CutConnection DrawCut(Random random)
    {
        var (function, statement) = random.GetItems(Statements, 1)[0];
        return new CutConnection(function, statement, random.NextDouble());
    }
}
