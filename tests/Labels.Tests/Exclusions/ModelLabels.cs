namespace LabelsTests.Exclusions;

/// <summary>All labels of the service's model 3.0, and their aliases.</summary>
internal static class ModelLabels
{
    /// <summary>Each label's name and aliases; skips the test where the model's list is not at hand.</summary>
    public static IReadOnlyList<(string Name, string[] Aliases)> Read()
    {
        var file = Find(Path.Combine("shared", "data", "rekognition", "labels-v3.csv"));
        Assert.SkipWhen(file is null, "The model's labels (shared/data/rekognition/labels-v3.csv) are not beside this checkout.");
        return [.. File.ReadLines(file).Skip(1).Select(line => line.Split(',')).Select(row => (row[0], row[2].Split('|', StringSplitOptions.RemoveEmptyEntries)))];
    }

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
