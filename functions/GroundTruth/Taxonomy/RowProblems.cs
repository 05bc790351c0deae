namespace GroundTruth.Taxonomy;

/// <summary>What is wrong with a sheet, found in several passes and told in the order of its rows.</summary>
internal sealed class RowProblems
{
    private readonly List<(long Row, string Problem)> problems = [];

    public bool IsEmpty => problems.Count == 0;

    public IReadOnlyList<string> InOrder =>
        [.. problems.OrderBy(problem => problem.Row).Select(problem => $"Row {problem.Row}: {problem.Problem}")];

    public void Add(long row, string problem) => problems.Add((row, problem));
}
