using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace SqliteDiscipline.CodeFixes;

/// <summary>SQLD104, SQLD105: takes a keyword out of a connection string, or writes what was meant.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ConnectionStringFix))]
[Shared]
public sealed class ConnectionStringFix() : SourceEditFix("SQLD104", "SQLD105");
