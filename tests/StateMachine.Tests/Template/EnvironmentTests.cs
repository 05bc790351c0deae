using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using IngestTests;
using Local.Lambda;

namespace StateMachineTests.Template;

/// <summary>The variables that the template gives a function are those that its code reads: tried on the executable itself.</summary>
public sealed partial class EnvironmentTests : IAsyncLifetime
{
    private readonly LogWatch log = new();
    private LambdaEndpoint lambda = null!;

    public static TheoryData<string> Functions => [.. SamTemplate.Functions.Keys];

    public static TheoryData<string> Executables => [.. PublishedFunctions.Executables];

    public static TheoryData<string, string> Variables
    {
        get
        {
            var variables = new TheoryData<string, string>();
            foreach (var function in SamTemplate.Functions.Keys)
            {
                foreach (var variable in EnvironmentOf(function).Keys)
                    variables.Add(function, variable);
            }

            return variables;
        }
    }

    private static IEnumerable<string> Names => SamTemplate.Functions.Keys.SelectMany(EnvironmentOf).Select(variable => variable.Key).Distinct();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => lambda = await LambdaEndpoint.StartAsync(log.Add, Cancellation);

    public ValueTask DisposeAsync() => lambda.DisposeAsync();

    [Theory]
    [MemberData(nameof(Functions))]
    public async Task A_function_starts_with_the_variables_of_the_template(string function) =>
        Assert.True(await StartsAsync(function, EnvironmentOf(function)), $"{function} did not start.");

    [Theory]
    [MemberData(nameof(Variables))]
    public async Task A_function_reads_each_of_its_variables_and_names_the_one_that_it_cannot_use(string function, string variable)
    {
        var environment = EnvironmentOf(function);
        environment.Remove(variable);
        if (await StartsAsync(function, environment))
        {
            // It has a default. What cannot be meant is refused all the same by a function that reads it.
            environment[variable] = "(nonsense";
            Assert.False(await StartsAsync(function, environment), $"{function} starts whatever {variable} is.");
        }

        Assert.NotEqual(0, log.Count(variable));
    }

    [Theory]
    [MemberData(nameof(Executables))]
    public async Task The_template_has_a_function_for_each_handler_and_for_nothing_else(string executable)
    {
        var functions = FunctionsOf(executable).ToList();
        var environment = functions.SelectMany(EnvironmentOf).DistinctBy(variable => variable.Key).ToDictionary(StringComparer.Ordinal);
        environment["FUNCTION_HANDLER"] = "nonsense";

        Assert.False(await StartsAsync(functions[0], environment));
        var refusal = await log.WaitForAsync("allowed is one of", Cancellation);
        Assert.Equal(
            Handlers().Match(refusal).Groups["handlers"].Value.Split(", ").Order(StringComparer.Ordinal), functions.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Executables))]
    public void No_variable_that_the_code_reads_is_missing_from_the_template(string executable) =>
        Assert.Equal(
            PublishedFunctions.LiteralsOf(executable).Where(IsVariable).Distinct().Order(StringComparer.Ordinal),
            FunctionsOf(executable).SelectMany(EnvironmentOf).Select(variable => variable.Key).Distinct().Order(StringComparer.Ordinal));

    private static IEnumerable<string> FunctionsOf(string executable) =>
        SamTemplate.Functions.Keys.Where(function => SamTemplate.ExecutableOf(function) == executable);

    /// <summary>The layer with the database's certificates is not here, so no file of it is named: as for an RDS Proxy.</summary>
    private static Dictionary<string, string> EnvironmentOf(string function) =>
        SamTemplate.EnvironmentOf(function).ToDictionary(
            variable => variable.Key,
            variable => variable.Value.Replace((string)SamTemplate.Parameters["DatabaseRootCertificate"]!["Default"]!, "", StringComparison.Ordinal),
            StringComparer.Ordinal);

    /// <summary>Lambda gives every function those with the prefix AWS.</summary>
    private static bool IsVariable(string literal) => Variable().IsMatch(literal) && !literal.StartsWith("AWS_", StringComparison.Ordinal);

    [GeneratedRegex("allowed is one of (?<handlers>.+?)\\.", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Handlers();

    [GeneratedRegex("^[A-Z]+(?:_[A-Z]+)+\\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Variable();

    /// <returns>Whether the function could use its variables, whatever it then made of an empty event.</returns>
    private async Task<bool> StartsAsync(string function, Dictionary<string, string> environment)
    {
        lambda.AddFunction(new FunctionOptions
        {
            Name = "Started",
            Command = ["dotnet", PublishedFunctions.AssemblyOf(SamTemplate.ExecutableOf(function))],
            Environment = environment.ToDictionary(StringComparer.Ordinal),
        });
        var result = await lambda.InvokeAsync("Started", "{}"u8.ToArray(), Cancellation);
        await lambda.RemoveFunctionAsync("Started");
        if (!result.IsError)
            return true;

        // One that cannot use them either ends at once or says so to everybody who invokes it.
        var error = JsonNode.Parse(result.Payload.Span)!;
        return (string?)error["errorType"] switch
        {
            "Runtime.ExitError" => false,
            "InvalidSettings" => !Names.Any(((string)error["errorMessage"]!).Contains),
            _ => true,
        };
    }
}
