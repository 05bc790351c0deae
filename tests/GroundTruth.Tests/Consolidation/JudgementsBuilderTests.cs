using GroundTruth.Consolidation;

namespace GroundTruthTests.Consolidation;

public sealed class JudgementsBuilderTests
{
    [Fact]
    public void Annotations_of_several_tasks_may_come_mixed()
    {
        var builder = new JudgementsBuilder();
        var (first, empty, last) = (builder.AddTask(), builder.AddTask(), builder.AddTask());
        builder.AddAnnotation(last, "w2", "B");
        builder.AddAnnotation(first, "w1", null);
        builder.AddAnnotation(last, "w1", "A");
        builder.AddAnnotation(first, "w3", "B");

        var judgements = builder.Build();

        Assert.Equal((3, 3), (judgements.TaskCount, judgements.AnswerCount));
        Assert.Equal(["w2", "w1", "w3"], judgements.Workers);
        Assert.Equal(["A", "B"], judgements.Labels);
        Assert.Equal([new(Worker: 2, Label: 1)], judgements.AnswersTo(first));
        Assert.Equal([], judgements.AnswersTo(empty));
        Assert.Equal([new(Worker: 0, Label: 1), new(Worker: 1, Label: 0)], judgements.AnswersTo(last));
        Assert.Equal([2, 0, 2], [judgements.AnnotationsOf(first), judgements.AnnotationsOf(empty), judgements.AnnotationsOf(last)]);
    }

    [Fact]
    public void A_task_that_was_not_added_is_refused()
    {
        var builder = new JudgementsBuilder();
        builder.AddTask();

        Assert.Throws<ArgumentOutOfRangeException>(() => builder.AddAnnotation(1, "w1", "A"));
        Assert.Throws<ArgumentOutOfRangeException>(() => builder.AddAnnotation(-1, "w1", "A"));
    }
}
