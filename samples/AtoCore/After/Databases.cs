using SqliteDiscipline;

namespace AtoCore;

/// <summary>The manifest, on an instance class: what it needs is injected into it.</summary>
[SqliteConnectionFactory]
[SqliteDatabase("atocore", DataSourceFrom = nameof(FileName))]
internal sealed partial class Databases(Settings settings)
{
    private string FileName => settings.FileName;
}
