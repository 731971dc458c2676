using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Testing;
using SqliteDiscipline.CodeFixes;

namespace SqliteDiscipline.Tests.Fixes;

/// <summary>Tests of the raw-connection fixes: with the generator beside, one by one and in document, project and solution.</summary>
internal static class FixTest
{
    public const string Factory = """
        using SqliteDiscipline;

        namespace App;

        [SqliteConnectionFactory]
        [SqliteDatabase("conversations", "conversations.db")]
        [SqliteDatabase("sessions", "data/sessions.db")]
        internal static partial class Databases { }
        """;

    private const string Head = """
        using System;
        using System.Collections.Generic;
        using System.Data.Common;
        using System.IO;
        using System.Threading;
        using System.Threading.Tasks;
        using Dapper;
        using Microsoft.Data.Sqlite;

        namespace App;

        internal class Store
        {

        """;

    /// <summary>Members of a class, before and after; <see langword="null"/> where nothing is offered.</summary>
    public static SqliteCodeFixTest<UseWrapperFix> Members(string before, string? after, string factory = Factory) =>
        File(InClass(before), after is null ? null : InClass(after), factory);

    public static SqliteCodeFixTest<UseWrapperFix> File(string before, string? after, string factory = Factory) =>
        Verify.CodeFix<UseWrapperFix>(before, after, "SQLD101").WithFile("Factory.cs", factory).WithGenerator();

    public static SqliteCodeFixTest<TFix> AsProgram<TFix>(this SqliteCodeFixTest<TFix> test)
        where TFix : CodeFixProvider, new()
    {
        test.TestState.OutputKind = OutputKind.ConsoleApplication;
        return test;
    }

    /// <summary>The title of the action that is applied.</summary>
    public static SqliteCodeFixTest<TFix> Titled<TFix>(this SqliteCodeFixTest<TFix> test, string title)
        where TFix : CodeFixProvider, new()
    {
        test.CodeActionVerifier = (action, verifier) => verifier.Equal(title, action.Title);
        return test;
    }

    public static SqliteCodeFixTest<TFix> Choosing<TFix>(this SqliteCodeFixTest<TFix> test, int index)
        where TFix : CodeFixProvider, new()
    {
        test.CodeActionIndex = index;
        return test;
    }

    public static string InClass(string members) => Head + string.Join("\n", members.Split('\n').Select(line => line.Length == 0 ? line : "    " + line)) + "\n}\n";
}
