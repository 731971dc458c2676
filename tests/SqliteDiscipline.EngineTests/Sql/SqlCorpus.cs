namespace SqliteDiscipline.EngineTests.Sql;

/// <summary>A schema, and statements on it that SQLite 3.35 takes: one line each where they are short.</summary>
internal static class SqlCorpus
{
    public const string Schema = """
        PRAGMA foreign_keys = OFF;
        CREATE TABLE parent(id INTEGER PRIMARY KEY, name TEXT UNIQUE, x, y);
        CREATE TABLE child(id INTEGER PRIMARY KEY, parent_id REFERENCES parent(id), x, v);
        CREATE TABLE grandchild(id INTEGER PRIMARY KEY, child_id REFERENCES child(id), x);
        CREATE TABLE "odd table"("odd column", [a;b], x, "begin", "end");
        CREATE TABLE "we""ird"(x, id);
        CREATE TABLE "from"(x, id);
        CREATE INDEX child_parent ON child(parent_id);
        CREATE VIEW both AS SELECT parent.id, child.x FROM parent JOIN child ON child.parent_id = parent.id;
        CREATE TRIGGER old_trigger AFTER DELETE ON parent BEGIN DELETE FROM child WHERE parent_id = old.id; END;
        DROP TRIGGER old_trigger;
        CREATE TEMP TABLE scratch(x, id);
        ATTACH ':memory:' AS other;
        CREATE TABLE other.far(x, id);
        SAVEPOINT outer_one;
        RELEASE outer_one;
        """;

    /// <summary>What the view <c>both</c> reads.</summary>
    public static readonly string[] ViewReads = ["parent", "child"];

    public static readonly string[] Scripts =
    [
        "", ";", " ; ; -- nothing", "/* nothing",
        "SELECT 1", "SELECT 1;", ";;SELECT 1;;SELECT 2;", "SELECT 1 -- a;b\n; SELECT /* ; */ 2;",
        "SELECT ';', \"x\", 'it''s;' FROM parent; SELECT [a;b] FROM \"odd table\"; SELECT `a;b` FROM `odd table`",
        "SELECT x'00', X'aB', 0x1F, 1., .5, 1e5, 1.5E-10, 1e+5, -5, +5, ~5; SELECT 2",
        "SELECT ?, ?1, ?12, :a, @a, $a, $a::b, $a::b(c;d), @1, :1, #a; SELECT 2",
        "SELECT \v1; SELECT \f2", "SELECT 1;\0SELECT 2", "SELECT/**/1;SELECT--\n2", "SELECT 1--", "SELECT 1/* *", "SELECT 1 /* */ /*/ */;SELECT 2",
        "select x<y, x<=y, x<>y, x<<y, x>y, x>=y, x>>y, x=y, x==y, x!=y, x||y, x|y, x&y, x%y, x/y, x*y from parent; select 1",
        "SELECT * FROM parent, child", "SELECT * FROM parent AS p JOIN child c ON c.parent_id = p.id, grandchild",
        "SELECT * FROM parent LEFT OUTER JOIN child USING (id, x), grandchild g WHERE g.x = 1",
        "SELECT * FROM parent NATURAL CROSS JOIN child", "SELECT * FROM (parent, child) JOIN (grandchild)",
        "SELECT * FROM (SELECT * FROM parent) AS p, (child JOIN (SELECT 1 FROM \"from\"))", "SELECT * FROM main.parent, other.far, temp.scratch",
        "SELECT * FROM 'parent', \"child\", [grandchild], `from`", "SELECT * FROM both", "SELECT * FROM parent INDEXED BY sqlite_autoindex_parent_1 WHERE name = 'a'",
        "SELECT * FROM parent NOT INDEXED, child", "SELECT count(*) FROM child", "SELECT 1 FROM child", "SELECT (SELECT max(x) FROM child), EXISTS (SELECT 1 FROM grandchild)",
        "SELECT * FROM parent WHERE id IN (SELECT parent_id FROM child) AND x NOT IN (1, 2)", "SELECT * FROM parent WHERE id IN \"we\"\"ird\"".Replace("\"we\"\"ird\"", "(SELECT id FROM \"we\"\"ird\")", StringComparison.Ordinal),
        "SELECT 1 UNION ALL SELECT x FROM child EXCEPT SELECT id FROM grandchild INTERSECT VALUES (1), (2)", "VALUES (1, 2), (3, 4)", "VALUES ((SELECT x FROM child))",
        "SELECT x, count(*) FROM child GROUP BY x, v HAVING count(*) > 1 ORDER BY 1 DESC, 2 NULLS LAST LIMIT 5 OFFSET 2",
        "SELECT sum(x) OVER (PARTITION BY v ORDER BY id ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) FROM child",
        "SELECT sum(x) FILTER (WHERE x > 1) OVER w, max(x) OVER w2 FROM child WINDOW w AS (PARTITION BY v), w2 AS (ORDER BY id)",
        "SELECT v FROM child window, parent", "SELECT json_extract(value, '$.a') FROM json_each('[1]'), parent", "SELECT * FROM pragma_table_info('child') AS t, parent",
        "SELECT CASE x WHEN 1 THEN 2 ELSE 3 END FROM child; SELECT CAST(x AS TEXT) FROM child", "SELECT x COLLATE NOCASE BETWEEN 1 AND 2 FROM child",
        "SELECT x LIKE 'a' ESCAPE '\\' , x GLOB 'b', x IS NOT NULL, x ISNULL, x NOTNULL, x IS NOT y FROM parent",
        "WITH a AS (SELECT 1 AS x) SELECT * FROM a", "WITH parent AS (SELECT 1 AS x) SELECT * FROM parent, child", "WITH a AS (SELECT * FROM b), b AS (SELECT 1 AS x) SELECT * FROM a",
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5) SELECT * FROM n JOIN child ON child.id = n.i",
        "WITH a AS NOT MATERIALIZED (SELECT x FROM child), b(x) AS MATERIALIZED (WITH c AS (SELECT x FROM a) SELECT x FROM c) SELECT * FROM b",
        "SELECT * FROM (WITH child AS (SELECT 1 AS x) SELECT * FROM child) AS s, child", "SELECT (WITH a AS (SELECT x FROM grandchild) SELECT x FROM a) FROM parent",
        "EXPLAIN SELECT 1", "EXPLAIN QUERY PLAN SELECT * FROM child", "EXPLAIN DELETE FROM child", "EXPLAIN QUERY PLAN INSERT INTO child(x) VALUES (1)",
        "INSERT INTO child VALUES (1, 2, 3, 4)", "INSERT INTO child(x, \"v\") VALUES (1, 2), (3, 4)", "INSERT INTO main.child DEFAULT VALUES", "INSERT OR IGNORE INTO child(x) SELECT x FROM parent",
        "REPLACE INTO child(id, x) VALUES (1, ';')", "INSERT OR REPLACE INTO other.far SELECT * FROM scratch", "INSERT OR ROLLBACK INTO child(x) VALUES (1)", "INSERT OR ABORT INTO child(x) VALUES (1)", "INSERT OR FAIL INTO child(x) VALUES (1)",
        "INSERT INTO child(id, x) VALUES (1, 2) ON CONFLICT (id) DO UPDATE SET x = excluded.x, v = (SELECT y FROM parent) WHERE x > 1",
        "INSERT INTO child AS c(id) SELECT id FROM parent WHERE true ON CONFLICT DO NOTHING", "INSERT INTO child(id) VALUES (1) ON CONFLICT (id) DO NOTHING ON CONFLICT DO UPDATE SET x = 1",
        "INSERT INTO child(x) VALUES (1) RETURNING id, x", "INSERT INTO child(x) WITH a AS (SELECT x FROM parent) SELECT x FROM a", "WITH a AS (SELECT x FROM parent) INSERT INTO child(x) SELECT x FROM a",
        "WITH child AS (SELECT 1) DELETE FROM child WHERE id IN (SELECT 1 FROM grandchild)", "WITH a AS (SELECT 1 AS x) REPLACE INTO child(x) SELECT x FROM a",
        "UPDATE child SET x = 1", "UPDATE OR IGNORE child SET x = 1, v = (SELECT max(x) FROM parent) WHERE id = 5", "UPDATE child AS c SET (x, v) = (SELECT x, y FROM parent), parent_id = 1 WHERE c.id = 1",
        "UPDATE child SET x = p.x FROM parent AS p, grandchild WHERE p.id = child.parent_id", "UPDATE child SET x = 1 RETURNING *", "UPDATE main.\"odd table\" SET [a;b] = ';', 'x' = 2, \"odd column\" = 3",
        "UPDATE child SET x = coalesce(x, 0), v = CASE WHEN x THEN 1 END", "UPDATE \"from\" SET x = 1 FROM \"from\" AS f WHERE f.id = \"from\".id",
        "DELETE FROM child", "DELETE FROM main.child AS c WHERE c.id = 1", "DELETE FROM child WHERE parent_id IN (SELECT id FROM parent WHERE x = ';'); DELETE FROM parent", "DELETE FROM child RETURNING id",
        "DELETE FROM child INDEXED BY child_parent WHERE parent_id = 1", "DELETE FROM child WHERE NOT EXISTS (SELECT * FROM parent p WHERE p.id = parent_id)", "DELETE FROM \"from\" WHERE \"from\".x = 1",
        "CREATE TABLE t1(a, b)", "CREATE TABLE IF NOT EXISTS t1(a)", "CREATE TEMP TABLE t1(a)", "CREATE TEMPORARY TABLE t1 AS SELECT x FROM child", "CREATE TABLE temp.t1(a)", "CREATE TABLE other.t1(a)", "CREATE TABLE [t ; 1](a)",
        "CREATE TABLE t1(a INTEGER PRIMARY KEY AUTOINCREMENT, b TEXT NOT NULL DEFAULT ';' CHECK (b <> ';'), c REFERENCES parent ON DELETE SET NULL ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED, UNIQUE (a, b), FOREIGN KEY (a, b) REFERENCES child(id, x) MATCH FULL) ; SELECT 1",
        "CREATE TABLE t1(a, b, PRIMARY KEY (a, b)) WITHOUT ROWID", "CREATE TABLE t1(a, b AS (a + 1), c GENERATED ALWAYS AS (a || ';') STORED)", "CREATE TABLE t1 AS WITH q AS (SELECT x FROM child) SELECT * FROM q, parent",
        "CREATE VIRTUAL TABLE f USING fts5(a, b)", "CREATE VIRTUAL TABLE IF NOT EXISTS f USING fts5(a, tokenize = 'porter ascii'); SELECT 1", "CREATE VIRTUAL TABLE r USING rtree(id, a, b)", "CREATE VIRTUAL TABLE main.f USING fts4(a; b, (c;d) e); SELECT 1",
        "CREATE INDEX i1 ON child(x)", "CREATE UNIQUE INDEX IF NOT EXISTS main.i1 ON child(x COLLATE NOCASE DESC, lower(v), x + v) WHERE x IS NOT NULL", "CREATE INDEX temp.i1 ON scratch(x)",
        "CREATE VIEW v1 AS SELECT 1", "CREATE TEMP VIEW IF NOT EXISTS v1(a, b) AS SELECT x, y FROM parent; SELECT 1", "CREATE VIEW other.v1 AS VALUES (1)",
        "CREATE TRIGGER t1 AFTER INSERT ON child BEGIN DELETE FROM parent; SELECT CASE WHEN 1 THEN 2 END; END; SELECT 1", "CREATE TEMP TRIGGER IF NOT EXISTS t1 BEFORE UPDATE OF x, v ON child FOR EACH ROW WHEN new.x IS NOT NULL BEGIN UPDATE parent SET x = 1; END",
        "CREATE TRIGGER t1 INSTEAD OF DELETE ON both BEGIN INSERT INTO parent(x) VALUES (';'); END; SELECT 2", "CREATE TRIGGER begin INSERT ON child BEGIN SELECT 1; END; SELECT 2",
        "CREATE TRIGGER t1 UPDATE OF begin, \"end\" ON \"odd table\" WHEN new.begin > old.begin BEGIN SELECT new.begin, end FROM (SELECT 1 AS end); END; SELECT 2", "CREATE TRIGGER t1 DELETE ON child WHEN CASE old.x WHEN 1 THEN 0 END BEGIN WITH a AS (SELECT 1) SELECT * FROM a; END".Replace("WITH a AS (SELECT 1) SELECT * FROM a", "SELECT 1", StringComparison.Ordinal),
        "CREATE TRIGGER t1 DELETE ON child WHEN EXISTS (SELECT begin FROM \"odd table\") BEGIN VALUES (1); END; SELECT 1", "EXPLAIN CREATE TRIGGER t1 DELETE ON child BEGIN SELECT 1; SELECT 2; END; SELECT 1", "CREATE TRIGGER main.t1 DELETE ON child BEGIN REPLACE INTO parent(id) VALUES (old.id); END -- c",
        "ALTER TABLE child RENAME TO kid", "ALTER TABLE main.child ADD COLUMN z TEXT NOT NULL DEFAULT ''", "ALTER TABLE child ADD z", "ALTER TABLE child RENAME COLUMN x TO z", "ALTER TABLE child RENAME x TO z", "ALTER TABLE child DROP COLUMN v", "ALTER TABLE child DROP v",
        "DROP TABLE child", "DROP TABLE IF EXISTS main.\"odd table\"", "DROP TABLE temp.scratch", "DROP VIEW both", "DROP INDEX child_parent", "DROP INDEX IF EXISTS main.child_parent",
        "BEGIN", "BEGIN DEFERRED", "BEGIN IMMEDIATE TRANSACTION", "BEGIN EXCLUSIVE TRANSACTION named", "BEGIN TRANSACTION; COMMIT; END; COMMIT TRANSACTION; END TRANSACTION named; ROLLBACK; ROLLBACK TRANSACTION",
        "SAVEPOINT a; RELEASE a; RELEASE SAVEPOINT \"a b\"; ROLLBACK TO a; ROLLBACK TRANSACTION TO SAVEPOINT 'a'; ROLLBACK TO SAVEPOINT [a;b]",
        "PRAGMA foreign_keys", "PRAGMA foreign_keys = ON", "PRAGMA main.synchronous = 'FULL'", "PRAGMA journal_mode(\"delete\")", "PRAGMA cache_size = -2000", "PRAGMA cache_size(+5); PRAGMA [cache_size] = - 7", "PRAGMA temp_store = default", "PRAGMA journal_mode = DELETE; SELECT 1",
        "PRAGMA other.user_version = 1.5", "PRAGMA main.table_info('child')", "PRAGMA no_such_pragma = YESS", "PRAGMA foreign_keys = full; PRAGMA foreign_keys = `a``b`; PRAGMA foreign_keys = 0x1", "PRAGMA temp.'cache_size' == 5;",
        "ATTACH 'a.db' AS b", "ATTACH DATABASE ':memory:' AS \"b\"; SELECT 1", "ATTACH ? AS ?", "ATTACH 'a' || CAST(1 AS TEXT) AS b", "DETACH other", "DETACH DATABASE 'other'",
        "VACUUM", "VACUUM main", "VACUUM INTO 'copy.db'", "VACUUM main INTO 'copy' || '.db'; SELECT 1", "ANALYZE", "ANALYZE child", "ANALYZE main.child", "ANALYZE main", "REINDEX", "REINDEX child_parent", "REINDEX main.child", "REINDEX nocase",
    ];
}
