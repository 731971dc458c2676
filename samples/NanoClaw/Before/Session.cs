namespace NanoClaw;

/// <summary>A conversation with an agent in a container: one file each way, shared through a mount.</summary>
internal sealed class Session
{
    public Session(string id)
    {
        Folder = Path.Combine("sessions", id);
        Directory.CreateDirectory(Folder);
        using var connection = Db.Open(Inbound);
        connection.Run(Schema.Inbound);
    }

    public string Folder { get; }

    private string Inbound => Path.Combine(Folder, "inbound.db");

    private string Outbound => Path.Combine(Folder, "outbound.db");

    public string InForce()
    {
        using var connection = Db.Open(Inbound);
        return Probe.InForce(connection);
    }

    public void Send(string text)
    {
        using var connection = Db.Open(Inbound);
        connection.Run("INSERT INTO messages (text) VALUES ($text)", ("$text", text));
    }

    /// <summary>Lets the container answer what it finds, and tells how much that was.</summary>
    public int Wake()
    {
        using var container = Child.Start(Path.Combine(AppContext.BaseDirectory, "NanoClaw.Container.dll"), Folder);
        return int.Parse(container.Output());
    }

    public long Answers()
    {
        using var connection = Db.Open(Outbound);
        return Convert.ToInt64(connection.Scalar("SELECT count(*) FROM answers"));
    }

    /// <summary>Not the host's to write; but nothing says so.</summary>
    public void MarkAllRead()
    {
        using var connection = Db.Open(Outbound);
        connection.Run("UPDATE answers SET read = 1");
    }
}
