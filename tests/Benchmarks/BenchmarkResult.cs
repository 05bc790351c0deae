using Benchmarks.Measuring;

namespace Benchmarks;

/// <summary>What a benchmark found.</summary>
/// <param name="Contests">What was measured, side by side.</param>
/// <param name="Marks">What must hold of it.</param>
internal sealed record BenchmarkResult(IReadOnlyList<ContestResult> Contests, IReadOnlyList<Mark> Marks);
