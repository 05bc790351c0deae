namespace Benchmarks.Measuring;

/// <summary>One of those that do the same job.</summary>
/// <param name="Name">Tells it from the others of its contest.</param>
/// <param name="MeasureAsync">Does the job once. What is not to be measured (preparing, clearing up) it leaves out of the seconds.</param>
internal sealed record Contestant(string Name, Func<CancellationToken, Task<Measurement>> MeasureAsync);
