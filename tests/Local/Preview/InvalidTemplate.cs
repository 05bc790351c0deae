namespace Local.Preview;

/// <summary>A template that Ground Truth would refuse too. The message names the file, the place and what is wrong there.</summary>
public sealed class InvalidTemplate(string message) : Exception(message);
