using SqliteDiscipline.Analyzers.Sql;
using SqliteDiscipline.Analyzers.Sql.Statements;
using Xunit;

namespace SqliteDiscipline.Tests.Sql;

public sealed class PragmaTests
{
    [Theory]
    [InlineData("PRAGMA foreign_keys", null, "foreign_keys", nameof(PragmaForm.Query), null, "")]
    [InlineData("PRAGMA foreign_keys=ON", null, "foreign_keys", nameof(PragmaForm.Assignment), "ON", "ON")]
    [InlineData("pragma\n Foreign_Keys /* a */ = -- b\n 'on' ;", null, "Foreign_Keys", nameof(PragmaForm.Assignment), "on", "'on'")]
    [InlineData("PRAGMA main.journal_mode(WAL)", "main", "journal_mode", nameof(PragmaForm.Call), "WAL", "WAL")]
    [InlineData("PRAGMA journal_mode = DELETE", null, "journal_mode", nameof(PragmaForm.Assignment), "DELETE", "DELETE")]
    [InlineData("PRAGMA temp_store = default", null, "temp_store", nameof(PragmaForm.Assignment), "default", "default")]
    [InlineData("PRAGMA cache_size = -2000", null, "cache_size", nameof(PragmaForm.Assignment), "-2000", "-2000")]
    [InlineData("PRAGMA cache_size = - 2000", null, "cache_size", nameof(PragmaForm.Assignment), "-2000", "- 2000")]
    [InlineData("PRAGMA cache_size = +2000", null, "cache_size", nameof(PragmaForm.Assignment), "2000", "+2000")]
    [InlineData("PRAGMA \"synchronous\" = [FULL]", null, "synchronous", nameof(PragmaForm.Assignment), "FULL", "[FULL]")]
    [InlineData("PRAGMA [a\"b].'x''y' == 1.5", "a\"b", "x'y", nameof(PragmaForm.Assignment), "1.5", "1.5")]
    [InlineData("PRAGMA busy_timeout = {}", null, "busy_timeout", nameof(PragmaForm.Assignment), null, "{}")]
    [InlineData("PRAGMA busy_timeout = {}00", null, "busy_timeout", nameof(PragmaForm.Assignment), null, "{}00")]
    [InlineData("PRAGMA key = '{}'", null, "key", nameof(PragmaForm.Assignment), null, "'{}'")]
    [InlineData("PRAGMA {} = 1", null, null, nameof(PragmaForm.Assignment), "1", "1")]
    [InlineData("PRAGMA table_info(t)", null, "table_info", nameof(PragmaForm.Call), "t", "t")]
    public void Pragma_IsReadAsSqliteReadsIt(string text, string? schema, string? name, string form, string? value, string valueText)
    {
        var pragma = SqlTestText.Read<PragmaStatement>(text);

        Assert.True(pragma.IsWellFormed);
        Assert.Equal((schema, name, form, value), (pragma.Schema?.Value, pragma.Name.Value, pragma.Form.ToString(), pragma.Value));
        Assert.Equal(valueText, TextOf(text, pragma));
    }

    [Theory]
    [InlineData("PRAGMA cache_size = 64MB", "64MB")]
    [InlineData("PRAGMA busy_timeout = 5 s", "5 s")]
    [InlineData("PRAGMA busy_timeout(5 s)", "5 s")]
    [InlineData("PRAGMA busy_timeout = @t", "@t")]
    [InlineData("PRAGMA busy_timeout = x'00'", "x'00'")]
    [InlineData("PRAGMA busy_timeout = NULL", "NULL")]
    [InlineData("PRAGMA busy_timeout = -abc", "-abc")]
    [InlineData("PRAGMA busy_timeout =", "")]
    [InlineData("PRAGMA busy_timeout()", "")]
    [InlineData("PRAGMA busy_timeout(5", "5")]
    [InlineData("PRAGMA busy_timeout 5", "")]
    public void WhatSqliteRefuses_IsNotWellFormed(string text, string valueText)
    {
        var pragma = SqlTestText.Read<PragmaStatement>(text);

        Assert.False(pragma.IsWellFormed);
        Assert.Null(pragma.Value);
        Assert.Equal(valueText, TextOf(text, pragma));
    }

    [Theory]
    [InlineData("PRAGMA")]
    [InlineData("PRAGMA = 5")]
    [InlineData("PRAGMA select")]
    [InlineData("PRAGMA main.")]
    public void PragmaWithoutName_IsUnknown(string text) => SqlTestText.Read<UnknownStatement>(text);

    [Theory]
    [InlineData("PRAGMA foreign_keys=ON", "foreign_keys=ON")]
    [InlineData("PRAGMA foreign_keys=ON; -- a\n;PRAGMA main.cache_size(-5);", "foreign_keys=ON|main.cache_size=-5")]
    [InlineData("PRAGMA busy_timeout={};PRAGMA journal_mode", "busy_timeout=|journal_mode=")]
    public void Batch_OfPragmasOnly(string text, string expected)
    {
        Assert.True(PragmaBatch.TryRead(SqlTestText.WithHoles(text), out var pragmas));
        Assert.Equal(expected, string.Join("|", pragmas.Select(p => (p.Schema is { } s ? s.Value + "." : "") + p.Name.Value + "=" + p.Value)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("-- nothing")]
    [InlineData("PRAGMA foreign_keys=ON; SELECT 1")]
    [InlineData("PRAGMA foreign_keys=ON; {}")]
    [InlineData("PRAGMA foreign_keys=ON {}")]
    [InlineData("PRAGMA {}=ON")]
    [InlineData("PRAGMA cache_size=64MB")]
    [InlineData("EXPLAIN PRAGMA foreign_keys=ON")]
    public void Batch_OfAnythingElse_IsNone(string text) => Assert.False(PragmaBatch.TryRead(SqlTestText.WithHoles(text), out _));

    [Theory]
    [InlineData("PRAGMA foreign_keys", true)]
    [InlineData("PRAGMA foreign_keys = ON", false)]
    [InlineData("PRAGMA Busy_Timeout = 5000", true)]
    [InlineData("PRAGMA nonsense", null)]
    [InlineData("EXPLAIN PRAGMA foreign_keys = ON", true)]
    public void Rows_AreToldByThePragma(string text, bool? returnsRows) => Assert.Equal(returnsRows, SqlTestText.Read<PragmaStatement>(text).ReturnsRows);

    [Theory]
    [InlineData("PRAGMA user_version = 5", true)]
    [InlineData("PRAGMA main.application_id = 5", true)]
    [InlineData("PRAGMA user_version", false)]
    [InlineData("PRAGMA other.user_version = 5", false)]
    [InlineData("PRAGMA foreign_keys = ON", false)]
    [InlineData("EXPLAIN PRAGMA user_version = 5", false)]
    public void HeaderPragma_WritesTheFile(string text, bool writes) => Assert.Equal(writes, SqlTestText.Read<PragmaStatement>(text).WritesMainFile);

    private static string TextOf(string text, PragmaStatement pragma) =>
        SqlTestText.WithHoles(text)[pragma.ValueSpan].Replace("\uFFFC", "{}", StringComparison.Ordinal);
}
