namespace Local.Generate;

/// <summary>How a record is written. Label files were put together by several programs, and it shows.</summary>
internal enum Notation
{
    /// <summary>Name first, numbers rounded to ten decimals.</summary>
    TenDecimals,

    /// <summary>The same with <c>/</c> as <c>\/</c> and nothing but ASCII.</summary>
    TenDecimalsEscaped,

    /// <summary>Name last, numbers with the shortest digits that give the same double again.</summary>
    Shortest,
}
