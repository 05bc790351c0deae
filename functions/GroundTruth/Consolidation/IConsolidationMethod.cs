namespace GroundTruth.Consolidation;

/// <summary>
/// Makes one label of what several workers answered. Pure: the same judgements give the same result, and the order of tasks is of no
/// account.
/// </summary>
/// <remarks>
/// Every method settles ties alike: of the labels that are equally good, the one which, in the order of the task's annotations, first
/// reached the highest count among them; where nobody gave any of them, the first of them, compared letter by letter.
/// </remarks>
public interface IConsolidationMethod
{
    /// <exception cref="BatchTooLarge">The method's tables would not fit into memory; never thrown by majority vote and Wawa.</exception>
    ConsolidationResult Consolidate(Judgements judgements);
}
