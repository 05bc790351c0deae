using System.Text.Json;

namespace Curation.Messages;

/// <summary>One row of the policy that a publication would change.</summary>
/// <param name="Subject">The table: exclusion, junk or provider_rule.</param>
/// <param name="Key">The row's name or provider.</param>
/// <param name="Change">added, changed or removed.</param>
/// <param name="Before">The row; null where it is new.</param>
/// <param name="After">The row; null where it would be gone.</param>
internal sealed record PolicyRowChange(string Subject, string Key, string Change, JsonElement? Before, JsonElement? After);
