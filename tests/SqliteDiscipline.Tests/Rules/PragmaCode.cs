using Microsoft.CodeAnalysis.Testing;
using SqliteDiscipline.CodeFixes;

namespace SqliteDiscipline.Tests.Rules;

/// <summary>Code around what the tests of the pragma rules are about.</summary>
internal static class PragmaCode
{
    private const string Head = """
        using System;
        using System.Collections.Generic;
        using System.Data;
        using System.Data.Common;
        using System.IO;
        using System.Threading;
        using System.Threading.Tasks;
        using Dapper;
        using Microsoft.Data.Sqlite;
        using Microsoft.EntityFrameworkCore;
        using SqliteDiscipline;

        namespace App;


        """;

    /// <summary>Statements of an async method, after a connection <c>c</c> to a file has been opened.</summary>
    public static string Opened(string statements) => Method($"""
        using var c = new SqliteConnection("Data Source=app.db");
        c.Open();
        {statements}
        """);

    /// <summary>Statements of an async method.</summary>
    public static string Method(string statements) => Members($$"""
        private async Task Run(string path, string key, bool flag)
        {
            await Task.Yield();
        {{Indented(statements, 4)}}
        }
        """);

    /// <summary>Members of a class.</summary>
    public static string Members(string members) => File($$"""
        internal sealed class Store
        {
        {{Indented(members, 4)}}
        }
        """);

    /// <summary>Types of a file.</summary>
    public static string File(string types) => Head + types + "\n";

    /// <summary>The fix of the rule, one by one and all at once; <see langword="null"/> where none is offered.</summary>
    public static SqliteCodeFixTest<StatementEditsFix> Fix(string rule, string before, string? after) =>
        Verify.CodeFix<StatementEditsFix>(before, after, rule);

    /// <summary>A diagnostic whose message matters.</summary>
    public static SqliteAnalyzerTest Expecting(this SqliteAnalyzerTest test, DiagnosticResult expected)
    {
        test.ExpectedDiagnostics.Add(expected.WithOptions(DiagnosticOptions.IgnoreAdditionalLocations));
        return test;
    }

    private static string Indented(string text, int by) =>
        string.Join("\n", text.Split('\n').Select(line => line.Length == 0 ? line : new string(' ', by) + line));
}
