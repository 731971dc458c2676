using System.Reflection;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace SqliteDiscipline.EngineTests.Engines;

/// <summary>Runs tests of an assembly that is loaded already, one after the other, and keeps what came of them.</summary>
internal sealed class NestedRun : Xunit.LongLivedMarshalByRefObject, IMessageSink
{
    private readonly List<ITestCase> _found = [];
    private readonly List<string> _failures = [];
    private readonly TaskCompletionSource _discovered = new();

    private NestedRun()
    {
    }

    public int Passed { get; private set; }

    public IReadOnlyList<string> Failures => _failures;

    public static async Task<NestedRun> Of(Assembly assembly, Func<MethodInfo, bool> isAsked)
    {
        var run = new NestedRun();
        var options = new Options();
        var info = Reflector.Wrap(assembly);
        using (var discoverer = new XunitTestFrameworkDiscoverer(info, new NoSources(), run))
        {
            discoverer.Find(includeSourceInformation: false, run, options);
            await run._discovered.Task;
        }

        var asked = run._found.Cast<IXunitTestCase>().Where(found => isAsked(found.TestMethod.Method.ToRuntimeMethod()));
        using var runner = new XunitTestAssemblyRunner(new TestAssembly(info), asked, run, run, options);
        await runner.RunAsync();
        return run;
    }

    public bool OnMessage(IMessageSinkMessage message)
    {
        switch (message)
        {
            case ITestCaseDiscoveryMessage discovery:
                _found.Add(discovery.TestCase);
                break;
            case IDiscoveryCompleteMessage:
                _discovered.SetResult();
                break;
            case ITestPassed:
                Passed++;
                break;
            case ITestFailed failed:
                _failures.Add($"{failed.Test.DisplayName}: {string.Join(Environment.NewLine, failed.Messages)}\n{string.Join(Environment.NewLine, failed.StackTraces)}");
                break;
            case IErrorMessage error:
                _failures.Add($"{message.GetType().Name}: {string.Join(Environment.NewLine, error.Messages)}");
                break;
        }

        return true;
    }

    private sealed class NoSources : Xunit.LongLivedMarshalByRefObject, ISourceInformationProvider
    {
        public ISourceInformation GetSourceInformation(ITestCase testCase) => new SourceInformation();

        public void Dispose()
        {
        }
    }

    private sealed class Options : Xunit.LongLivedMarshalByRefObject, ITestFrameworkDiscoveryOptions, ITestFrameworkExecutionOptions
    {
        private readonly Dictionary<string, object?> _values = new() { ["xunit.execution.DisableParallelization"] = true };

        public TValue GetValue<TValue>(string name) => _values.TryGetValue(name, out var value) ? (TValue)value! : default!;

        public void SetValue<TValue>(string name, TValue value) => _values[name] = value;
    }
}
