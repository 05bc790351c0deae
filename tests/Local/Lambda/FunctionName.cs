namespace Local.Lambda;

/// <summary>The ways in which a function is named.</summary>
internal static class FunctionName
{
    public const string Region = "us-east-1";
    public const string Account = "123456789012";

    /// <summary>
    /// The bare name out of <c>Name</c>, <c>Name:qualifier</c>, <c>account:function:Name</c> or an ARN, qualified or not.
    /// </summary>
    public static string Of(string nameOrArn)
    {
        var parts = nameOrArn.Split(':');
        var marker = Array.IndexOf(parts, "function");
        return marker >= 0 && marker + 1 < parts.Length ? parts[marker + 1] : parts[0];
    }

    public static bool IsValid(string name) =>
        name.Length is > 0 and <= 64 && name.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_');

    /// <summary>The name out of that of an environment, <c>Name.7</c>; or <c>Name</c>, if it was started by hand.</summary>
    public static string OfEnvironment(string environmentName) => environmentName.Split('.')[0];

    public static string Arn(string name) => $"arn:aws:lambda:{Region}:{Account}:function:{name}";
}
