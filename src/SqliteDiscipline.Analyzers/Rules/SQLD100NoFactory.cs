using Microsoft.CodeAnalysis;

namespace SqliteDiscipline.Analyzers.Rules;

/// <summary>SQLD100: a raw connection, and no factory in sight. The judgement is <see cref="SQLD101RawConnection"/>'s; this is its gentle form.</summary>
internal static class SQLD100NoFactory
{
    public static readonly DiagnosticDescriptor Descriptor = new DiagnosticDescriptor(
        "SQLD100",
        "A raw connection, and no factory is declared",
        "{0}; declare a factory ([SqliteConnectionFactory]) that says once how the database is opened",
        "SqliteDiscipline.Connections",
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        description: "In SQLite foreign_keys, synchronous and busy_timeout must be set on every connection. One that is opened by hand has them only if this call site remembers to.",
        helpLinkUri: Help.Link("SQLD100"));
}
