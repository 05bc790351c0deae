namespace Local.Lambda;

/// <summary>The environments of one function. Guarded by the function's lock.</summary>
internal sealed class EnvironmentPool(FunctionOptions options)
{
    private readonly List<ExecutionEnvironment> environments = [];
    private long peakOfTheDead;
    private int started;

    public IReadOnlyList<ExecutionEnvironment> All => [.. environments];

    /// <summary>Those that ask for something to do, the ones started by hand first.</summary>
    public IReadOnlyList<ExecutionEnvironment> Waiting => environments.FindAll(environment => environment.IsWaiting);

    public int BusyCount => environments.Count(environment => environment.Current is not null);

    /// <summary>How many are starting, or have answered and are about to ask again.</summary>
    public int ComingCount => environments.Count(environment => environment is { Current: null, IsWaiting: false });

    public bool HasRoom => environments.Count < options.MaxEnvironments;

    /// <summary>The most memory, in bytes, that any process has held resident, living or dead.</summary>
    public long PeakResidentBytes => environments.Select(environment => environment.PeakResidentBytes).Append(peakOfTheDead).Max();

    public ExecutionEnvironment? Find(string name) => environments.Find(environment => environment.Name == name);

    public ExecutionEnvironment Add()
    {
        var environment = new ExecutionEnvironment(options.Name, $"{options.Name}.{++started}", startedByHand: false);
        environments.Add(environment);
        return environment;
    }

    /// <exception cref="LambdaError">Only the function's own name can be used by hand.</exception>
    public ExecutionEnvironment AddStartedByHand(string name)
    {
        if (name != options.Name)
            throw LambdaError.NoSuchEnvironment(name);
        var environment = new ExecutionEnvironment(options.Name, name, startedByHand: true);
        environments.Insert(0, environment);
        return environment;
    }

    /// <returns>False if it is not there any more.</returns>
    public bool Remove(ExecutionEnvironment environment)
    {
        environment.Rest();
        peakOfTheDead = Math.Max(peakOfTheDead, environment.PeakResidentBytes);
        return environments.Remove(environment);
    }
}
