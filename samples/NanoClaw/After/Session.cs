namespace NanoClaw;

/// <summary>A conversation with an agent in a container: one file each way, shared through a mount.</summary>
internal sealed class Session
{
    private readonly string _id;

    public Session(string id)
    {
        _id = id;
        Folder = Path.Combine("sessions", id);
        Directory.CreateDirectory(Folder);
        using var connection = Databases._connect_inbound(id);
        connection.Run(Schema.Inbound);
    }

    public string Folder { get; }

    public string InForce()
    {
        using var connection = Databases._connect_inbound(_id);
        return Probe.InForce(connection);
    }

    public void Send(string text)
    {
        using var connection = Databases._connect_inbound(_id);
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
        using var connection = Databases._connect_outbound(_id);
        return Convert.ToInt64(connection.Scalar("SELECT count(*) FROM answers"));
    }

    /// <summary>Runs a statement that nobody saw when this was compiled.</summary>
    public void RunOnOutbound(string script)
    {
        using var connection = Databases._connect_outbound(_id);
        connection.Run(File.ReadAllText(script));
    }
}
