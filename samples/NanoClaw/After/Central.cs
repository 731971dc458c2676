namespace NanoClaw;

/// <summary>Who may talk to whom.</summary>
internal static class Central
{
    // Parents first.
    private static readonly string[] s_example =
    [
        "INSERT INTO agent_groups (id) VALUES ('family')",
        "INSERT INTO messaging_groups (id) VALUES ('chat')",
        "INSERT INTO users (id) VALUES ('nan')",
        "INSERT INTO wirings (agent_group_id, messaging_group_id) VALUES ('family', 'chat')",
        "INSERT INTO roles (user_id, name) VALUES ('nan', 'owner')",
        "INSERT INTO members (id, agent_group_id, messaging_group_id, user_id, role) VALUES ('m1', 'family', 'chat', 'nan', 'owner')",
        "INSERT INTO sessions (id, member_id) VALUES ('s1', 'm1')",
        "INSERT INTO pending_questions (id, session_id) VALUES ('q1', 's1')",
        "INSERT INTO pending_approvals (id, question_id) VALUES ('a1', 'q1')",
    ];

    // Leaf to root.
    private static readonly string[] s_clear =
    [
        "DELETE FROM pending_approvals",
        "DELETE FROM pending_questions",
        "DELETE FROM sessions",
        "DELETE FROM members",
        "DELETE FROM roles",
        "DELETE FROM wirings",
        "DELETE FROM users",
        "DELETE FROM messaging_groups",
        "DELETE FROM agent_groups",
    ];

    public static void Create()
    {
        using var connection = Databases._connect_central();
        connection.Run(Schema.Central);
        connection.RunAll(s_example);
    }

    public static string InForce()
    {
        using var connection = Databases._connect_central();
        return Probe.InForce(connection);
    }

    public static void StartSession(string id, string member)
    {
        using var connection = Databases._connect_central();
        connection.Run("INSERT INTO sessions (id, member_id) VALUES ($id, $member)", ("$id", id), ("$member", member));
    }

    /// <summary>Forgets everybody.</summary>
    public static void Clear()
    {
        using var connection = Databases._connect_central();
        connection.RunAll(s_clear);
    }

    public static long Orphans() => Databases._verify_central().Orphans.Count;
}
