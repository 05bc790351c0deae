using GroundTruth.Consolidation;

namespace GroundTruthTests.Consolidation;

/// <summary>The published figures are those of Krippendorff, "Computing Krippendorff's Alpha-Reliability", 2011, rounded to three places.</summary>
public sealed class KrippendorffAlphaTests
{
    [Fact]
    public void Four_observers_with_missing_values_agree_as_published() =>
        Assert.Equal(
            0.743,
            Alpha(
                "1 1 . 1", "2 2 3 2", "3 3 3 3", "3 3 3 3", "2 2 2 2", "1 2 3 4",
                "4 4 4 4", "1 1 2 1", "2 2 2 2", ". 5 5 5", ". . 1 1", ". 3 . ."),
            3);

    [Fact]
    public void Two_observers_of_two_values_agree_as_published() =>
        Assert.Equal(0.095, Alpha("0 1", "1 1", "0 1", "0 0", "0 0", "0 1", "0 0", "0 0", "1 0", "0 0"), 3);

    [Fact]
    public void Two_observers_of_five_values_agree_as_published() =>
        Assert.Equal(0.692, Alpha("a b", "a a", "b b", "b b", "d b", "c c", "c c", "c c", "e e", "d d", "d d", "a d"), 3);

    [Fact]
    public void An_annotation_without_an_answer_is_a_missing_value() =>
        Assert.Equal(Alpha("A B", "A A", "C ."), Alpha("A B -", "A - A", "C -"));

    [Fact]
    public void Full_agreement_is_1_and_full_disagreement_below_0()
    {
        Assert.Equal(1, Alpha("A A", "B B"));
        // Observed 4 of 4, expected by chance 2·2·2 of 3: 1 - 4 / (8 / 3).
        Assert.Equal(-0.5, Alpha("A B", "B A"), 12);
    }

    [Fact]
    public void Where_all_say_the_same_nobody_disagrees() => Assert.Equal(1, Alpha("A A", "A A A"));

    [Fact]
    public void Where_no_two_answers_can_be_compared_there_is_no_agreement_to_speak_of()
    {
        Assert.Null(KrippendorffAlpha.Nominal(Batch.Of()));
        Assert.Null(KrippendorffAlpha.Nominal(Batch.Of("", "-", "A", ". B")));
    }

    private static double Alpha(params string[] tasks) => KrippendorffAlpha.Nominal(Batch.Of(tasks))!.Value;
}
