using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace SqliteDiscipline.CodeFixes;

/// <summary>SQLD306: begins the transaction immediate.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ImmediateTransactionFix))]
[Shared]
public sealed class ImmediateTransactionFix() : SourceEditFix("SQLD306");
