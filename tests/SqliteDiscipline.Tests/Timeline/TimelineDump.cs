using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Testing;
using SqliteDiscipline.Analyzers.Timeline;
using SqliteDiscipline.Analyzers.Timeline.Building;
using SqliteDiscipline.Analyzers.Timeline.Creation;
using SqliteDiscipline.Analyzers.Timeline.Events;
using Xunit;

namespace SqliteDiscipline.Tests.Timeline;

/// <summary>
/// Compares the timeline of a method with its expected text: a line for each event, in order. Where it does not go on with the next line, an
/// arrow says where it does. Connections are named <c>c1</c>, <c>c2</c>, … as they appear.
/// </summary>
internal static class TimelineDump
{
    private static readonly Lazy<ImmutableArray<MetadataReference>> s_references = new(() =>
        ReferenceAssemblies.Net.Net80.ResolveAsync(LanguageNames.CSharp, default).GetAwaiter().GetResult().AddRange(TestReferences.All));

    public static ImmutableArray<MetadataReference> References => s_references.Value;

    private const string Head = """
        #nullable enable
        using System;
        using System.Collections.Generic;
        using System.Data;
        using System.Data.Common;
        using System.Linq;
        using System.Text;
        using System.Threading;
        using System.Threading.Tasks;
        using Dapper;
        using Microsoft.Data.Sqlite;
        using Microsoft.EntityFrameworkCore;
        using SqliteDiscipline;


        """;

    /// <summary>The timeline of these statements, standing in a method.</summary>
    public static void OfStatements(string statements, string expected, bool exceptions = false) =>
        OfMembers($"async Task M(string path, bool flag, object other)\n{{\n{statements}\nawait Task.Yield();\n}}", expected, exceptions);

    /// <summary>The timeline of the member <c>M</c> among these.</summary>
    public static void OfMembers(string members, string expected, bool exceptions = false) => Of($"class C\n{{\n{members}\n}}", expected, exceptions);

    /// <summary>The timeline of the member <c>M</c> in this file.</summary>
    public static void Of(string source, string expected, bool exceptions = false)
    {
        var timeline = Build(source).FirstOrDefault(candidate => candidate.Symbol.Name == "M");
        var (wanted, actual) = (expected.ReplaceLineEndings("\n").Trim(), timeline is null ? "nothing" : Write(timeline, exceptions));
        Assert.True(wanted == actual, $"Expected:\n{wanted}\n\nActual:\n{actual}\n");
    }

    /// <summary>All timelines of a file.</summary>
    public static IReadOnlyList<BodyTimeline> Build(string source)
    {
        var compilation = Compile(source);
        return Build(compilation, compilation.SyntaxTrees[0]);
    }

    /// <summary>A compilation of the file alone, without an error.</summary>
    public static CSharpCompilation Compile(string source)
    {
        var tree = CSharpSyntaxTree.ParseText(Head + source, new CSharpParseOptions(LanguageVersion.Latest));
        var compilation = CSharpCompilation.Create(
            "Snippet", [tree], s_references.Value, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        Assert.Empty(compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        return compilation;
    }

    public static IReadOnlyList<BodyTimeline> Build(Compilation compilation, SyntaxTree tree)
    {
        var known = new CompilationKnowledge(compilation, new ProviderTypes(compilation.GetTypeByMetadataName("Microsoft.Data.Sqlite.SqliteConnection")!));
        var model = compilation.GetSemanticModel(tree);
        return Bodies.In(tree.GetRoot())
            .Select(body => (Symbol: Bodies.OwnerOf(body, model, default), Root: model.GetOperation(body)))
            .Where(body => body is { Symbol: not null, Root: not null })
            .SelectMany(body => BodyTimelines.Of(body.Root!, body.Symbol!, model, known, _ => false, default))
            .ToList();
    }

    private static string Write(BodyTimeline timeline, bool exceptions)
    {
        var names = new Dictionary<ConnectionSubject, string>();
        var nodes = timeline.Nodes.Where(node => node.Event is not null && IsReached(node)).ToList();
        var lines = nodes.Select(node => Describe(node.Event!, Name)).ToList();
        var text = new StringBuilder();
        for (var i = 0; i < nodes.Count; i++)
        {
            text.Append(lines[i]);
            var (next, thrown) = Following(nodes[i].Next);
            if (!(next.Count == 1 && (next[0] == nodes.ElementAtOrDefault(i + 1) || (i == nodes.Count - 1 && next[0].Kind == NodeKind.Exit))))
            {
                text.Append(" -> ").AppendJoin(" | ", next.Select(Target).DefaultIfEmpty("throw"));
            }

            thrown = Following(nodes[i].Thrown.Concat(thrown), withThrown: true).Next;
            if (exceptions && thrown.Count > 0)
            {
                text.Append(" !> ").AppendJoin(" | ", thrown.Select(Target));
            }

            text.Append('\n');
        }

        return text.ToString().Trim();

        string Name(ConnectionSubject subject)
        {
            if (!names.TryGetValue(subject, out var name))
            {
                names.Add(subject, name = ReferenceEquals(subject, ConnectionSubject.All) ? "all" : $"c{names.Count + 1}");
            }

            return name;
        }

        string Target(TimelineNode node) => node.Kind switch
        {
            NodeKind.Exit => "exit",
            NodeKind.ThrownExit => "thrown",
            _ => $"{nodes.IndexOf(node) + 1}. {lines[nodes.IndexOf(node)].Split(' ')[0]}",
        };

        bool IsReached(TimelineNode node) => exceptions || Reached(timeline).Contains(node);
    }

    private static HashSet<TimelineNode> Reached(BodyTimeline timeline)
    {
        var reached = new HashSet<TimelineNode>();
        var pending = new Stack<TimelineNode>([timeline.Nodes[0]]);
        while (pending.TryPop(out var node))
        {
            if (reached.Add(node))
            {
                node.Next.ForEach(pending.Push);
            }
        }

        return reached;
    }

    // What comes next, the nodes without an event passed over; and where exceptions go that those let out.
    private static (List<TimelineNode> Next, List<TimelineNode> Thrown) Following(IEnumerable<TimelineNode> next, bool withThrown = false)
    {
        var (found, thrown) = (new List<TimelineNode>(), new List<TimelineNode>());
        var visited = new HashSet<TimelineNode>();
        var pending = new Stack<TimelineNode>(next.Reverse());
        while (pending.TryPop(out var node))
        {
            if (!visited.Add(node))
            {
                continue;
            }

            if (node.Event is not null || node.Kind != NodeKind.Step)
            {
                found.Add(node);
                continue;
            }

            thrown.AddRange(node.Thrown);
            node.Next.Concat(withThrown ? node.Thrown : []).Reverse().ToList().ForEach(pending.Push);
        }

        // The exits of several states are one to a reader.
        return (found.DistinctBy(node => node.Kind == NodeKind.Exit ? (object)NodeKind.Exit : node).ToList(), thrown);
    }

    private static string Describe(TimelineEvent happening, Func<ConnectionSubject, string> name)
    {
        var connection = name(happening.Connection);
        return happening switch
        {
            Created { Connection: { Origin: ConnectionOrigin.Raw } made } => $"created {connection} {made.Text.DataSource ?? "?"}",
            Created { Connection: var met } => $"created {connection} {met.Origin.ToString().ToLowerInvariant()} {met.Database?.Name ?? met.Symbol?.Name}".TrimEnd(),
            Opened => $"opened {connection}",
            Closed closed => $"{(closed.IsDisposed ? "disposed" : "closed")} {connection}{(closed.IsImplicit ? " by using" : "")}",
            PoolCleared => $"pool cleared {connection}",
            Configured configured => $"configured {connection} {configured.Setting}",
            Ran ran => $"ran {connection} {Shown(ran)}{Details(ran)}",
            RanUnknown => $"ran {connection} unknown text",
            Began began => $"began {connection}{(began.Transaction.IsDeferred ? " deferred" : "")}",
            Ended ended => $"ended {connection} by {ended.How.ToString().ToLowerInvariant()}{(ended.IsImplicit ? " by using" : "")}",
            HandedOut handed => $"handed out {connection} {handed.How.ToString().ToLowerInvariant()} {handed.Receiver?.Name}".TrimEnd(),
            ReaderHandedOut handed => $"handed out a reader of {connection} {handed.How.ToString().ToLowerInvariant()} {handed.Receiver?.Name}".TrimEnd(),
            StateAsked => $"asked {connection} for its state",
            Unknown => $"unknown {connection}",
            _ => throw new InvalidOperationException(happening.GetType().Name),
        };
    }

    private static string Shown(Ran ran) => ran.Run.Text[ran.Statement.Site.Span].Replace(Analyzers.Sql.SqlText.Placeholder, '?').ReplaceLineEndings(" ");

    private static string Details(Ran ran)
    {
        var details = new List<string>();
        if (ran.Run.HasTransaction == true)
        {
            details.Add("in transaction");
        }

        if (ran.Run.HasParameters)
        {
            details.Add("with parameters");
        }

        if (ran.Run.Kind is RunKind.Scalar or RunKind.Reader or RunKind.DapperScalar or RunKind.DapperQuery)
        {
            details.Add(ran.Run.IsAnswerUsed ? "answer used" : "answer dropped");
        }

        if (ran.Run.Helper is { } helper)
        {
            details.Add($"through {helper.Name}");
        }

        return details.Count == 0 ? "" : $" [{string.Join(", ", details)}]";
    }
}
