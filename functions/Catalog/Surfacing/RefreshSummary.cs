namespace Catalog.Surfacing;

/// <summary>What a refresh has done so far.</summary>
/// <param name="RefreshId">Its name.</param>
/// <param name="Rows">Rows of the catalog that were read.</param>
/// <param name="Changed">Rows of the API's table that were written; in a dry run, that would be.</param>
/// <param name="Appeared">Tags that these rows show now and did not before.</param>
/// <param name="Vanished">Tags that they showed before and do not now.</param>
/// <param name="Missing">Rows of the catalog that the API's table does not have. They are left to those who fill it.</param>
/// <param name="Orphaned">
/// Rows of the API's table that the catalog does not have. Of what they show, only what may not be shown vanishes.
/// </param>
/// <param name="DryRun">Nothing was written to the API's table.</param>
/// <param name="PolicyChanged">The policy is not the one that the refresh began with: what came before follows the former. Run it again.</param>
/// <param name="Done">Whether that was all. If not, the worker wants to be called again with the same request.</param>
public sealed record RefreshSummary(
    string RefreshId,
    long Rows,
    long Changed,
    long Appeared,
    long Vanished,
    long Missing,
    long Orphaned,
    bool DryRun,
    bool PolicyChanged,
    bool Done);
