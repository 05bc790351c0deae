using GroundTruth.Consolidation;

namespace GroundTruthTests.Consolidation;

/// <summary>Judgements of a real crowd, and what is right: a line for each, worker, task, label and the right label.</summary>
internal sealed class CrowdData
{
    private readonly List<string> gold = [];

    private CrowdData(IEnumerable<string> lines)
    {
        var tasks = new Dictionary<string, int>(StringComparer.Ordinal);
        var builder = new JudgementsBuilder();
        foreach (var line in lines)
        {
            var fields = line.Split(',');
            if (!tasks.TryGetValue(fields[1], out var task))
            {
                tasks.Add(fields[1], task = builder.AddTask());
                gold.Add(fields[3]);
            }

            builder.AddAnnotation(task, fields[0], fields[2]);
        }

        Judgements = builder.Build();
    }

    public Judgements Judgements { get; }

    public static CrowdData Read(string name)
    {
        var file = Find(Path.Combine("shared", "data", "groundtruth", name));
        Assert.SkipWhen(file is null, $"The crowd's judgements ({name}) are not beside this checkout.");
        return new CrowdData(File.ReadLines(file));
    }

    public int Right(ConsolidationResult result) =>
        Enumerable.Range(0, Judgements.TaskCount).Count(task => result.LabelOf(Judgements, task) == gold[task]);

    /// <summary>How many tasks majority vote is expected to have right if it drew lots among the most frequent labels.</summary>
    public double RightByRandomTies() =>
        Enumerable.Range(0, Judgements.TaskCount).Sum(task =>
        {
            var votes = Judgements.AnswersTo(task).ToArray().CountBy(answer => Judgements.Labels[answer.Label]).ToList();
            var tied = votes.Where(vote => vote.Value == votes.Max(other => other.Value)).ToList();
            return tied.Count(vote => vote.Key == gold[task]) / (double)tied.Count;
        });

    private static string? Find(string path)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var file = Path.Combine(folder.FullName, path);
            if (File.Exists(file))
                return file;
        }

        return null;
    }
}
