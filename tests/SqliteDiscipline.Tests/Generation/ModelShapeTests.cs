using System.Collections;
using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;
using SqliteDiscipline.Analyzers;
using SqliteDiscipline.Analyzers.Generation;
using SqliteDiscipline.Analyzers.Manifest;
using Xunit;

namespace SqliteDiscipline.Tests.Generation;

/// <summary>What flows through the generator's pipeline is plain data: nothing of the compiler's is kept alive, and equal means equal.</summary>
public sealed class ModelShapeTests
{
    private const BindingFlags Instance = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    private static readonly Type[] s_roots = [typeof(FactoryModel), typeof(GenerationPlan), typeof(ConnectionSource), typeof(WrapperSource), typeof(TargetModel)];

    public static TheoryData<Type> Models => [.. Reachable().Where(type => type.Assembly == typeof(FactoryModel).Assembly)];

    [Fact]
    public void NothingOfRoslynIsReachable()
    {
        var reached = Reachable();

        Assert.Contains(typeof(PragmaModel), reached);
        Assert.Contains(typeof(ParameterModel), reached);
        Assert.All(reached, type => Assert.False(
            type.Namespace?.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal) == true || typeof(Delegate).IsAssignableFrom(type), type.ToString()));
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void ModelsAreImmutableAndCompareByValue(Type model)
    {
        if (model.IsEnum)
        {
            return;
        }

        Assert.True(typeof(IEquatable<>).MakeGenericType(model).IsAssignableFrom(model), $"{model} is not IEquatable of itself");
        Assert.True(model.IsSealed, $"{model} is not sealed");
        Assert.All(model.GetFields(Instance), field => Assert.True(field.IsInitOnly, $"{model}.{field.Name} can be changed"));
        Assert.Equal(model, model.GetMethod(nameof(Equals), [typeof(object)])!.DeclaringType);
        Assert.Equal(model, model.GetMethod(nameof(GetHashCode), Type.EmptyTypes)!.DeclaringType);
    }

    [Fact]
    public void PipelineValues_AreOfTheModelsThatAreChecked()
    {
        var run = GeneratorRun.Of("using SqliteDiscipline; [SqliteConnectionFactory, SqliteDatabase(\"a\", \"a.db\")] static partial class Databases { }");
        var values = run.Driver.GetRunResult().Results.Single().TrackedSteps
            .Where(step => typeof(SqliteConnectionGenerator).GetFields(BindingFlags.Static | BindingFlags.NonPublic).Any(field => (string?)field.GetRawConstantValue() == step.Key))
            .SelectMany(step => step.Value).SelectMany(step => step.Outputs).Select(output => output.Value.GetType()).Distinct().ToList();

        Assert.Equal(s_roots.OrderBy(type => type.Name), values.OrderBy(type => type.Name));
    }

    [Fact]
    public void ReadTwice_IsEqual_AndEveryDifferenceCounts()
    {
        var first = GeneratorRun.Of(Source("1"));
        var second = GeneratorRun.Of(Source("1"));
        var other = GeneratorRun.Of(Source("2"));

        Assert.Equal(Model(first), Model(second));
        Assert.Equal(Model(first).GetHashCode(), Model(second).GetHashCode());
        Assert.NotSame(Model(first), Model(second));
        Assert.NotEqual(Model(first), Model(other));

        static string Source(string value) =>
            $"using SqliteDiscipline; [SqliteConnectionFactory, SqliteDatabase(\"a\", \"a.db\"), SqlitePragma(\"a\", \"cache_size\", \"{value}\")] static partial class Databases {{ }}";
        static FactoryModel Model(GeneratorRun run) => ManifestReader.Read(run.Input.GetTypeByMetadataName("Databases")!, CancellationToken.None).Model!;
    }

    private static HashSet<Type> Reachable()
    {
        var reached = new HashSet<Type>();
        var open = new Stack<Type>(s_roots);
        while (open.TryPop(out var type))
        {
            if (!reached.Add(type) || type.IsPrimitive || type == typeof(string) || type.IsEnum)
            {
                continue;
            }

            foreach (var argument in type.GetGenericArguments())
            {
                open.Push(argument);
            }

            if (type.Namespace?.StartsWith("System", StringComparison.Ordinal) != true)
            {
                foreach (var field in type.GetFields(Instance))
                {
                    open.Push(field.FieldType);
                }
            }
        }

        return reached;
    }
}
