using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace SqliteDiscipline.CodeFixes;

/// <summary>SQLD401, SQLD402: backs a database up by SQLite's own means; clears the pools before a file is taken away.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(DatabaseFileFix))]
[Shared]
public sealed class DatabaseFileFix() : SourceEditFix("SQLD401", "SQLD402");
