namespace SqliteDiscipline.Analyzers.Timeline.Building;

/// <summary>What is kept of a command, by the names of its properties.</summary>
internal static class CommandPlaces
{
    public const string Text = "CommandText";
    public const string Connection = "Connection";
    public const string Transaction = "Transaction";
    public const string Parameters = "Parameters";

    /// <summary>How far an enumerator has come.</summary>
    public const string Position = "Position";
}
