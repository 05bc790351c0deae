using System.Text;

namespace GroundTruth.Taxonomy;

/// <summary>The category sheet, or a taxonomy's JSON, is not the tree that it must be. Nothing was written.</summary>
public sealed class InvalidTaxonomy(string message) : Exception(message)
{
    /// <summary>How many problems a message names.</summary>
    public const int MaxProblems = 100;

    /// <param name="what">What has the problems.</param>
    /// <param name="problems">All of them, each with its place.</param>
    /// <param name="allowed">What is allowed, as sentences.</param>
    public static InvalidTaxonomy Of(string what, IReadOnlyCollection<string> problems, string allowed)
    {
        var message = new StringBuilder($"{what} has {problems.Count} {(problems.Count == 1 ? "problem" : "problems")}.");
        foreach (var problem in problems.Take(MaxProblems))
            message.Append($"\n{problem}.");

        if (problems.Count > MaxProblems)
            message.Append($"\nAnd {problems.Count - MaxProblems} more.");

        return new InvalidTaxonomy(message.Append('\n').Append(allowed).ToString());
    }
}
