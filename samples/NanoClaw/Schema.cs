namespace NanoClaw;

/// <summary>The tables, which were never the trouble.</summary>
internal static class Schema
{
    /// <summary>Who may talk to whom: nine tables, and what hangs off what.</summary>
    public const string Central = """
        CREATE TABLE IF NOT EXISTS agent_groups (id TEXT PRIMARY KEY);
        CREATE TABLE IF NOT EXISTS messaging_groups (id TEXT PRIMARY KEY);
        CREATE TABLE IF NOT EXISTS users (id TEXT PRIMARY KEY);
        CREATE TABLE IF NOT EXISTS wirings (
            agent_group_id TEXT NOT NULL REFERENCES agent_groups(id),
            messaging_group_id TEXT NOT NULL REFERENCES messaging_groups(id),
            PRIMARY KEY (agent_group_id, messaging_group_id));
        CREATE TABLE IF NOT EXISTS roles (
            user_id TEXT NOT NULL REFERENCES users(id),
            name TEXT NOT NULL,
            PRIMARY KEY (user_id, name));
        CREATE TABLE IF NOT EXISTS members (
            id TEXT PRIMARY KEY,
            agent_group_id TEXT NOT NULL,
            messaging_group_id TEXT NOT NULL,
            user_id TEXT NOT NULL,
            role TEXT NOT NULL,
            FOREIGN KEY (agent_group_id, messaging_group_id) REFERENCES wirings(agent_group_id, messaging_group_id),
            FOREIGN KEY (user_id, role) REFERENCES roles(user_id, name));
        CREATE TABLE IF NOT EXISTS sessions (
            id TEXT PRIMARY KEY,
            member_id TEXT NOT NULL REFERENCES members(id));
        CREATE TABLE IF NOT EXISTS pending_questions (
            id TEXT PRIMARY KEY,
            session_id TEXT NOT NULL REFERENCES sessions(id));
        CREATE TABLE IF NOT EXISTS pending_approvals (
            id TEXT PRIMARY KEY,
            question_id TEXT NOT NULL REFERENCES pending_questions(id));
        CREATE INDEX IF NOT EXISTS wirings_by_messaging_group ON wirings(messaging_group_id);
        CREATE INDEX IF NOT EXISTS members_by_wiring ON members(agent_group_id, messaging_group_id);
        CREATE INDEX IF NOT EXISTS members_by_role ON members(user_id, role);
        CREATE INDEX IF NOT EXISTS sessions_by_member ON sessions(member_id);
        CREATE INDEX IF NOT EXISTS questions_by_session ON pending_questions(session_id);
        CREATE INDEX IF NOT EXISTS approvals_by_question ON pending_approvals(question_id);
        """;

    /// <summary>What the host sends into a session.</summary>
    public const string Inbound = "CREATE TABLE IF NOT EXISTS messages (id INTEGER PRIMARY KEY, text TEXT NOT NULL)";
}
