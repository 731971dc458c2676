namespace SqliteDiscipline.EngineTests.Engines;

/// <summary>These tests run on every engine in an ordinary run too; all others do in a long one.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
internal sealed class OnEveryEngineAttribute : Attribute;
