using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace SqliteDiscipline.Tests.Fixes;

/// <summary>Where a site stands: its namespace, its project, its language version.</summary>
public sealed class PlaceTests
{
    [Fact]
    public Task FactoryOfAnotherNamespace_IsImported() => FixTest.File(
        """
        // The store.

        using System;
        using Microsoft.Data.Sqlite;

        namespace Other;

        internal class Store
        {
            SqliteConnection Make() => {|SQLD101:new("Data Source=conversations.db")|};
        }
        """,
        """
        // The store.

        using System;
        using App;
        using Microsoft.Data.Sqlite;

        namespace Other;

        internal class Store
        {
            SqliteConnection Make() => Databases._create_conversations();
        }
        """).RunAsync();

    [Fact]
    public Task UsingsInsideTheNamespace_AreJoined() => FixTest.File(
        """
        namespace Other
        {
            using Microsoft.Data.Sqlite;

            internal class Store
            {
                SqliteConnection Make() => {|SQLD101:new("Data Source=conversations.db")|};
            }
        }
        """,
        """
        namespace Other
        {
            using App;
            using Microsoft.Data.Sqlite;

            internal class Store
            {
                SqliteConnection Make() => Databases._create_conversations();
            }
        }
        """).RunAsync();

    [Fact]
    public Task NameThatIsTaken_IsQualified() => FixTest.File(
        """
        using Microsoft.Data.Sqlite;

        namespace Other;

        internal class Store
        {
            private int Databases { get; }

            SqliteConnection Make() => {|SQLD101:new("Data Source=conversations.db")|};
        }
        """,
        """
        using Microsoft.Data.Sqlite;

        namespace Other;

        internal class Store
        {
            private int Databases { get; }

            SqliteConnection Make() => App.Databases._create_conversations();
        }
        """).RunAsync();

    [Fact]
    public Task TopLevelStatements() => FixTest.File(
        """
        using Microsoft.Data.Sqlite;

        var text = "Data Source=conversations.db";
        await using var c = {|SQLD101:new SqliteConnection(text)|};
        await c.OpenAsync();
        """,
        """
        using App;
        using Microsoft.Data.Sqlite;

        await using var c = Databases._connect_conversations();
        """).AsProgram().RunAsync();

    [Fact]
    public Task CSharp8() => FixTest.File(
        """
        using Microsoft.Data.Sqlite;

        namespace App
        {
            internal class Store
            {
                void M()
                {
                    using var c = {|SQLD101:new SqliteConnection("Data Source=conversations.db")|};
                    c.Open();
                }
            }
        }
        """,
        """
        using Microsoft.Data.Sqlite;

        namespace App
        {
            internal class Store
            {
                void M()
                {
                    using var c = Databases._connect_conversations();
                }
            }
        }
        """,
        """
        using SqliteDiscipline;

        namespace App
        {
            [SqliteConnectionFactory]
            [SqliteDatabase("conversations", "conversations.db")]
            internal static partial class Databases { }
        }
        """).WithLanguageVersion(LanguageVersion.CSharp8).RunAsync();

    [Fact]
    public Task FactoryOfAReferencedProject() => Verify.CodeFix<SqliteDiscipline.CodeFixes.UseWrapperFix>(
        """
        using Microsoft.Data.Sqlite;

        namespace Web;

        internal class Store
        {
            SqliteConnection Make() => {|SQLD101:new("Data Source=conversations.db")|};
        }
        """,
        """
        using App;
        using Microsoft.Data.Sqlite;

        namespace Web;

        internal class Store
        {
            SqliteConnection Make() => Databases._create_conversations();
        }
        """,
        "SQLD101").WithProject("Library", FixTest.Factory.Replace("internal", "public", StringComparison.Ordinal)).WithGenerator().RunAsync();

    [Fact]
    public Task SeveralFiles_InOnePass() => FixTest.File(
        """
        namespace App;

        internal class A
        {
            object Make() => {|SQLD101:new Microsoft.Data.Sqlite.SqliteConnection("Data Source=conversations.db")|};
        }
        """,
        """
        namespace App;

        internal class A
        {
            object Make() => Databases._create_conversations();
        }
        """).WithFile(
        "B.cs",
        """
        namespace App;

        internal class B
        {
            object Make() => {|SQLD101:new Microsoft.Data.Sqlite.SqliteConnection("Data Source=data/sessions.db")|};
        }
        """,
        """
        namespace App;

        internal class B
        {
            object Make() => Databases._create_sessions();
        }
        """).RunAsync();

    [Fact]
    public Task PascalCaseNaming() => FixTest.Members(
        "SqliteConnection Make() => {|SQLD101:new(\"Data Source=conversations.db\")|};",
        "SqliteConnection Make() => Databases.CreateConversations();",
        FixTest.Factory.Replace("[SqliteConnectionFactory]", "[SqliteConnectionFactory(Naming = SqliteNaming.PascalCase)]", StringComparison.Ordinal)).RunAsync();
}
