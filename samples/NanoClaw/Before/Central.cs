namespace NanoClaw;

/// <summary>Who may talk to whom.</summary>
internal static class Central
{
    private const string FileName = "central.db";

    public static void Create()
    {
        using var connection = Db.Open(FileName);
        connection.Run(Schema.Central);
        connection.Run("INSERT INTO agent_groups (id) VALUES ('family')");
        connection.Run("INSERT INTO messaging_groups (id) VALUES ('chat')");
        connection.Run("INSERT INTO users (id) VALUES ('nan')");
        connection.Run("INSERT INTO wirings (agent_group_id, messaging_group_id) VALUES ('family', 'chat')");
        connection.Run("INSERT INTO roles (user_id, name) VALUES ('nan', 'owner')");
        connection.Run("INSERT INTO members (id, agent_group_id, messaging_group_id, user_id, role) VALUES ('m1', 'family', 'chat', 'nan', 'owner')");
        connection.Run("INSERT INTO sessions (id, member_id) VALUES ('s1', 'm1')");
        connection.Run("INSERT INTO pending_questions (id, session_id) VALUES ('q1', 's1')");
        connection.Run("INSERT INTO pending_approvals (id, question_id) VALUES ('a1', 'q1')");
    }

    public static string InForce()
    {
        using var connection = Db.Open(FileName);
        return Probe.InForce(connection);
    }

    public static void StartSession(string id, string member)
    {
        using var connection = Db.Open(FileName);
        connection.Run("INSERT INTO sessions (id, member_id) VALUES ($id, $member)", ("$id", id), ("$member", member));
    }

    /// <summary>Forgets everybody. From the top, and from before there were questions and approvals.</summary>
    public static void Clear()
    {
        using var connection = Db.Open(FileName);
        connection.Run("DELETE FROM agent_groups");
        connection.Run("DELETE FROM messaging_groups");
        connection.Run("DELETE FROM users");
        connection.Run("DELETE FROM wirings");
        connection.Run("DELETE FROM roles");
        connection.Run("DELETE FROM members");
        connection.Run("DELETE FROM sessions");
    }

    public static long Orphans()
    {
        using var connection = Db.Open(FileName);
        return Convert.ToInt64(connection.Scalar("SELECT count(*) FROM pragma_foreign_key_check"));
    }
}
