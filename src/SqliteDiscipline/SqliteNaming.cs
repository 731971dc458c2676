namespace SqliteDiscipline;

/// <summary>How the members that are generated into a factory are named.</summary>
public enum SqliteNaming
{
    /// <summary><c>_connect_conversations</c>, <c>_create_conversations</c>, <c>_shutdown</c>: they stand out among ordinary members.</summary>
    Connect = 0,

    /// <summary><c>ConnectConversations</c>, <c>CreateConversations</c>, <c>Shutdown</c>: .NET's own naming.</summary>
    PascalCase = 1,
}
