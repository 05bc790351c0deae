using Microsoft.AspNetCore.Http;

namespace StateMachineTests.Faults;

/// <summary>A worker's time is up before it has done anything: it asks to be called again.</summary>
/// <param name="function">Whose.</param>
/// <param name="answer">What it answers then, as JSON.</param>
internal sealed class UnfinishedAnswer(string function, string answer) : Fault
{
    private int strikes;

    public int Strikes => strikes;

    public override async Task<bool> OnInvocationAsync(HttpContext context, FaultyInvocation invocation)
    {
        if (invocation.Function != function || invocation.Number > 2)
            return false;

        Interlocked.Increment(ref strikes);
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(answer);
        return true;
    }

    public override string ToString() => $"{function} answers {answer} twice";
}
