using System;

namespace SqliteDiscipline;

/// <summary>
/// Blesses the code it stands on: only there may a raw <c>Microsoft.Data.Sqlite.SqliteConnection</c> be made.
/// </summary>
/// <remarks>
/// <para>
/// On a <see langword="partial"/> class that also bears <see cref="SqliteDatabaseAttribute"/>, the typed connections and their
/// wrappers are generated into that class: static members of a static class, instance members of any other.
/// </para>
/// <para>
/// On hand-written code (a class, struct, method or constructor) it says "connections are made here, on purpose"; the pragma
/// rules then check that code instead of forbidding it.
/// </para>
/// <para>Not to be confused with the provider's own <c>SqliteFactory</c>, which makes raw connections.</para>
/// </remarks>
[AttributeUsage(
    AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Method | AttributeTargets.Constructor,
    Inherited = false)]
public sealed class SqliteConnectionFactoryAttribute : Attribute
{
    /// <summary>How the generated members are named. Default: <see cref="SqliteNaming.Connect"/>.</summary>
    public SqliteNaming Naming { get; set; }
}
