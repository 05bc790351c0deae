using GroundTruth.Consolidation;

namespace GroundTruthTests.Consolidation;

/// <summary>The figures are those published for these data, unless said otherwise; two tasks more or less are settled by details.</summary>
public sealed class CrowdDataTests
{
    [Theory]
    [InlineData("crowd-cf.csv", 300, 461, 5, 1_720)]
    [InlineData("crowd-ms.csv", 700, 44, 10, 2_945)]
    public void The_crowd_is_read_whole(string file, int tasks, int workers, int labels, int answers)
    {
        var judgements = CrowdData.Read(file).Judgements;

        Assert.Equal(
            (tasks, workers, labels, answers),
            (judgements.TaskCount, judgements.Workers.Count, judgements.Labels.Count, judgements.AnswerCount));
    }

    [Theory]
    [InlineData("crowd-cf.csv", 264.7)]
    [InlineData("crowd-ms.csv", 493)]
    public void Majority_vote_with_random_ties_is_right_as_often_as_published(string file, double expected) =>
        Assert.Equal(expected, CrowdData.Read(file).RightByRandomTies(), tolerance: 0.1);

    [Theory]
    [InlineData("wawa", "crowd-cf.csv", 268)]
    [InlineData("wawa", "crowd-ms.csv", 558)]
    [InlineData("dawidSkene", "crowd-cf.csv", 249)]
    [InlineData("dawidSkene", "crowd-ms.csv", 538)]
    [InlineData("oneCoinDawidSkene", "crowd-cf.csv", 266)]
    [InlineData("oneCoinDawidSkene", "crowd-ms.csv", 555)]
    [InlineData("modifiedDawidSkene", "crowd-cf.csv", 262)]
    [InlineData("modifiedDawidSkene", "crowd-ms.csv", 548)]
    public void A_method_is_right_as_often_as_published(string name, string file, int expected)
    {
        var crowd = CrowdData.Read(file);

        var right = crowd.Right(ConsolidationMethods.Find(name)!.Consolidate(crowd.Judgements));

        TestContext.Current.TestOutputHelper!.WriteLine($"{name} is right {right} times in {file}.");
        Assert.InRange(right, expected - 2, expected + 2);
    }

    /// <summary>
    /// Our own figures. The second file is sorted by worker and a third of its tasks are ties, so the first to reach the maximum is not a
    /// draw by lot there: it is whoever stands first in the file.
    /// </summary>
    [Theory]
    [InlineData("crowd-cf.csv", 267)]
    [InlineData("crowd-ms.csv", 548)]
    public void The_first_to_reach_the_maximum_is_right_as_often_as_it_was_before(string file, int expected)
    {
        var crowd = CrowdData.Read(file);

        Assert.Equal(expected, crowd.Right(new MajorityVote().Consolidate(crowd.Judgements)));
    }
}
