using System.Text.Json;
using GroundTruth.Manifest;
using Hosting.Settings;
using Hosting.Storage;

namespace GroundTruth.Evaluation;

/// <summary>What somebody asked EvaluateLabels for, checked key by key.</summary>
/// <param name="Source">The job's output manifest.</param>
/// <param name="Gold">The gold standard.</param>
/// <param name="Second">Another job's output manifest, or null.</param>
/// <param name="Taxonomy">What categories are called, or null.</param>
/// <param name="LabelAttribute">The key under which the job wrote its labels.</param>
/// <param name="SecondLabelAttribute">The key under which the second job did.</param>
/// <param name="Key">The key that tells objects apart, in all files.</param>
/// <param name="Report">Where the report goes as JSON.</param>
/// <param name="Page">Where it goes as a page.</param>
/// <param name="Settings">What is taken for granted, as yet without the taxonomy.</param>
public sealed record EvaluationRequest(
    ObjectLocation Source,
    ObjectLocation Gold,
    ObjectLocation? Second,
    ObjectLocation? Taxonomy,
    string LabelAttribute,
    string SecondLabelAttribute,
    string Key,
    ObjectLocation Report,
    ObjectLocation Page,
    EvaluationSettings Settings)
{
    private const string ManifestKey = "a key of the manifest's lines";

    private const decimal MaxPrice = 1_000;

    /// <summary>Shares are compared at four places; 0 would call everything consensus.</summary>
    private const decimal LeastConsensus = 0.0001m;

    /// <exception cref="InvalidSettings">A key is unknown or missing, or its value is not what is allowed.</exception>
    public static EvaluationRequest Read(JsonElement request)
    {
        var input = new InputObject(
            request, "source", "gold", "second", "taxonomy", "labelAttribute", "secondLabelAttribute", "key", "consensus", "pricePerTask",
            "targetSize", "target");
        var attribute = input.Required("labelAttribute", "it names the key under which the job wrote its labels").NonBlank(ManifestKey);
        var second = input.Optional("second")?.Location();
        var secondAttribute = input.Optional("secondLabelAttribute");
        if (second is null && secondAttribute is not null)
            throw new InvalidSettings("secondLabelAttribute is given without second: it names the key under which the second job wrote its labels.");

        var target = input.Required("target", "it is where report.json and report.html go, as \"s3://bucket/prefix/\"").Location();
        return new EvaluationRequest(
            input.Required("source", "it is the job's output manifest, as \"s3://bucket/key\"").Location(),
            input.Required("gold", "it is the gold standard, as \"s3://bucket/key\"").Location(),
            second,
            input.Optional("taxonomy")?.Location(),
            attribute,
            secondAttribute?.NonBlank(ManifestKey) ?? attribute,
            input.Optional("key")?.NonBlank(ManifestKey) ?? ManifestLimits.ImageKey,
            At(target, "report.json"),
            At(target, "report.html"),
            ReadSettings(input));
    }

    private static EvaluationSettings ReadSettings(InputObject input)
    {
        var price = input.Optional("pricePerTask")?.Number(0, MaxPrice);
        var targetSize = input.Optional("targetSize")?.WholeNumber(1, CostProjection.MaxTargetSize);
        if (price is null && targetSize is not null)
            throw new InvalidSettings("targetSize is given without pricePerTask: what so many usable labels cost follows from it.");

        return new EvaluationSettings
        {
            Consensus = new ConsensusRule(input.Optional("consensus")?.Number(LeastConsensus, most: 1)),
            PricePerTask = price,
            TargetSize = targetSize,
        };
    }

    private static ObjectLocation At(ObjectLocation target, string name) =>
        ObjectLocation.TryParse($"{target}{name}", out var location)
            ? location
            : throw new InvalidSettings($"target is {target}; allowed is what leaves room for {name} after it, in a key of 1,024 bytes.");
}
