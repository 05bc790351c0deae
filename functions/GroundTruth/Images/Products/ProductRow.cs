namespace GroundTruth.Images.Products;

/// <summary>A product as the file has it.</summary>
/// <param name="Number">The row's or line's number, as a spreadsheet program or an editor shows it.</param>
/// <param name="Id">Its id; empty where there is none.</param>
/// <param name="Url">Its image's URL; empty where there is none.</param>
/// <param name="IsReadable">Its parts can be told.</param>
/// <param name="Bytes">What it has in the file.</param>
internal abstract record ProductRow(long Number, string Id, string Url, bool IsReadable, int Bytes)
{
    /// <summary>Writes the product into the list of those with an image, with all that the file says of it.</summary>
    public abstract void Write(string sourceRef);
}
