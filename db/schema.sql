-- Version 1 of the store. docs/DATA.md describes every column. Later versions are steps in db/migrate.c.
-- Rules: rows of a host carry bucket = host_id mod 1024 as first key column, so that the tables can be spread
-- over a cluster; identifiers are 63-bit hashes of natural keys (no sequences, no triggers); times are ms since
-- 1970 UTC given by the program; "in work" is no state, a crash needs no repair.

-- the project ---------------------------------------------------------------------------------------------
CREATE TABLE project(key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE sources(source_id INTEGER PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL, ours INTEGER NOT NULL DEFAULT 0, size TEXT NOT NULL DEFAULT '', seed_url TEXT NOT NULL, recipe TEXT, depth INTEGER, max_pages INTEGER, delay_ms INTEGER, every_ms INTEGER, active INTEGER NOT NULL DEFAULT 1, added_at INTEGER NOT NULL) STRICT;
CREATE TABLE runs(run_id INTEGER PRIMARY KEY, started_at INTEGER NOT NULL, ended_at INTEGER, verb TEXT NOT NULL, program TEXT NOT NULL, config TEXT NOT NULL, status TEXT NOT NULL) STRICT;
CREATE TABLE models(model_id INTEGER PRIMARY KEY, name TEXT NOT NULL, version TEXT NOT NULL, digest TEXT NOT NULL, card TEXT NOT NULL DEFAULT '', body BLOB, made_at INTEGER NOT NULL, UNIQUE(name, version, digest)) STRICT;
CREATE TABLE categories(category_id INTEGER PRIMARY KEY, axis TEXT NOT NULL, code TEXT NOT NULL UNIQUE, label_fa TEXT NOT NULL, label_en TEXT NOT NULL, tier INTEGER NOT NULL DEFAULT 1, evidence TEXT NOT NULL DEFAULT 'E1', sensitive INTEGER NOT NULL DEFAULT 0) STRICT;
CREATE TABLE labels(label_id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE exports(export_id INTEGER PRIMARY KEY, run_id INTEGER, kind TEXT NOT NULL, path TEXT NOT NULL, sha256 TEXT NOT NULL, made_at INTEGER NOT NULL) STRICT;
CREATE TABLE tombstones(kind TEXT NOT NULL, digest BLOB NOT NULL, made_at INTEGER NOT NULL, PRIMARY KEY(kind, digest)) STRICT, WITHOUT ROWID;

-- the crawl -----------------------------------------------------------------------------------------------
CREATE TABLE warc_files(file_id INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE, committed INTEGER NOT NULL DEFAULT 0, sealed_sha256 TEXT, opened_at INTEGER NOT NULL) STRICT;
CREATE TABLE hosts(bucket INTEGER NOT NULL, host_id INTEGER NOT NULL, name TEXT NOT NULL, robots_body BLOB, robots_status INTEGER, robots_at INTEGER, robots_until INTEGER, crawl_delay_ms INTEGER, delay_ms INTEGER NOT NULL DEFAULT 0, backoff INTEGER NOT NULL DEFAULT 0, fails INTEGER NOT NULL DEFAULT 0, next_due INTEGER NOT NULL DEFAULT 0, day INTEGER NOT NULL DEFAULT 0, day_pages INTEGER NOT NULL DEFAULT 0, note TEXT, PRIMARY KEY(bucket, host_id)) STRICT, WITHOUT ROWID;
CREATE TABLE urls(bucket INTEGER NOT NULL, host_id INTEGER NOT NULL, url_id INTEGER NOT NULL, source_id INTEGER NOT NULL, url TEXT NOT NULL, kind INTEGER NOT NULL DEFAULT 0, state INTEGER NOT NULL DEFAULT 0, why TEXT, prio INTEGER NOT NULL DEFAULT 5, due INTEGER NOT NULL, depth INTEGER NOT NULL DEFAULT 0, hops INTEGER NOT NULL DEFAULT 0, tries INTEGER NOT NULL DEFAULT 0, every_ms INTEGER, etag TEXT, last_modified TEXT, fetched_at INTEGER, body_hash INTEGER, text_hash INTEGER, found_on INTEGER, PRIMARY KEY(bucket, host_id, url_id)) STRICT, WITHOUT ROWID;
-- state: 0 waiting, 1 done (due: revisit), 2 gone, 3 refused (why: robots, noindex, scope, trap, budget ...), 4 failed
CREATE INDEX urls_frontier ON urls(bucket, host_id, prio, due) WHERE state = 0;
CREATE TABLE fetches(bucket INTEGER NOT NULL, host_id INTEGER NOT NULL, url_id INTEGER NOT NULL, fetched_at INTEGER NOT NULL, run_id INTEGER NOT NULL, why TEXT NOT NULL, status INTEGER NOT NULL, bytes INTEGER NOT NULL, ms INTEGER NOT NULL, gap_ms INTEGER, body_hash INTEGER, warc_file INTEGER, warc_off INTEGER, warc_len INTEGER, detail TEXT, PRIMARY KEY(bucket, host_id, url_id, fetched_at)) STRICT, WITHOUT ROWID;
CREATE INDEX fetches_run ON fetches(run_id, host_id, fetched_at);
CREATE TABLE skips(run_id INTEGER NOT NULL, host_id INTEGER NOT NULL, why TEXT NOT NULL, rule TEXT NOT NULL DEFAULT '', n INTEGER NOT NULL, example TEXT NOT NULL, PRIMARY KEY(run_id, host_id, why, rule)) STRICT, WITHOUT ROWID;

-- what pages say ------------------------------------------------------------------------------------------
CREATE TABLE documents(doc_id INTEGER PRIMARY KEY, bucket INTEGER NOT NULL, host_id INTEGER NOT NULL, url_id INTEGER NOT NULL, version INTEGER NOT NULL, source_id INTEGER NOT NULL, first_seen INTEGER NOT NULL, last_seen INTEGER NOT NULL, text_hash INTEGER NOT NULL, simhash INTEGER NOT NULL, twin_of INTEGER, platform TEXT, lang TEXT, title TEXT, text TEXT NOT NULL, published_at INTEGER, claimed INTEGER, found INTEGER NOT NULL DEFAULT 0, stopped TEXT, UNIQUE(bucket, host_id, url_id, version)) STRICT;
CREATE TABLE comments(comment_id INTEGER PRIMARY KEY, bucket INTEGER NOT NULL, host_id INTEGER NOT NULL, url_id INTEGER NOT NULL, source_id INTEGER NOT NULL, native TEXT, parent_id INTEGER, author INTEGER, kind INTEGER NOT NULL, layer INTEGER NOT NULL, confidence REAL NOT NULL, written_at INTEGER, written_precision INTEGER NOT NULL DEFAULT 0, written_offset INTEGER NOT NULL DEFAULT 0, written_raw TEXT, first_seen INTEGER NOT NULL, last_seen INTEGER NOT NULL, gone_at INTEGER, rating REAL, rating_max REAL, likes INTEGER, amount REAL, times REAL, text TEXT, text_hash INTEGER NOT NULL, erase_after INTEGER NOT NULL) STRICT;
-- author: 63 bits of HMAC-SHA-256(project key, site, author), NULL for nameless; text NULL after retention or when gone
CREATE INDEX comments_page ON comments(bucket, host_id, url_id);
CREATE INDEX comments_source ON comments(source_id, author);
CREATE INDEX comments_erase ON comments(erase_after) WHERE text IS NOT NULL;
CREATE TABLE facts(fact_id INTEGER PRIMARY KEY, bucket INTEGER NOT NULL, host_id INTEGER NOT NULL, url_id INTEGER NOT NULL, source_id INTEGER NOT NULL, kind INTEGER NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL, amount REAL, confidence REAL NOT NULL, first_seen INTEGER NOT NULL, last_seen INTEGER NOT NULL, first_run INTEGER NOT NULL, last_run INTEGER NOT NULL, ended_at INTEGER) STRICT;
CREATE INDEX facts_key ON facts(source_id, kind, key, first_seen);
CREATE INDEX facts_page ON facts(bucket, host_id, url_id);
CREATE VIRTUAL TABLE documents_fts USING fts5(title, text, content='documents', content_rowid='doc_id', tokenize='persian');
CREATE VIRTUAL TABLE comments_fts USING fts5(text, content='comments', content_rowid='comment_id', tokenize='persian');

-- what was found in it ------------------------------------------------------------------------------------
CREATE TABLE signals(comment_id INTEGER NOT NULL, kind INTEGER NOT NULL, category_id INTEGER NOT NULL, from_byte INTEGER NOT NULL, to_byte INTEGER NOT NULL, need INTEGER NOT NULL DEFAULT 0, polarity INTEGER NOT NULL DEFAULT 0, label_id INTEGER, value REAL, score REAL NOT NULL, rule TEXT NOT NULL, model_id INTEGER NOT NULL, PRIMARY KEY(comment_id, kind, category_id, from_byte, need)) STRICT, WITHOUT ROWID;
CREATE INDEX signals_category ON signals(category_id, kind, comment_id);
CREATE TABLE analyzed(comment_id INTEGER PRIMARY KEY, model_id INTEGER NOT NULL, text_hash INTEGER NOT NULL) STRICT;

-- what answers read: made anew by every analysis -----------------------------------------------------------
-- One counted cell. topic: which count; a, b: what is counted; n distinct authors of base; c comments; part: cells of
-- one topic with the same part add up to a published total; floor: n of the smallest cell of the part, for the second
-- smallest one (secondary suppression); least: smallest n that is shown, where that is more than k.
CREATE TABLE tally(topic TEXT NOT NULL, a TEXT NOT NULL, b TEXT NOT NULL DEFAULT '', n INTEGER NOT NULL, base INTEGER NOT NULL DEFAULT 0, c INTEGER NOT NULL DEFAULT 0, sources INTEGER NOT NULL DEFAULT 0, x REAL, y REAL, word TEXT, part TEXT NOT NULL DEFAULT '', floor INTEGER NOT NULL DEFAULT 0, least INTEGER NOT NULL DEFAULT 0, PRIMARY KEY(topic, a, b)) STRICT, WITHOUT ROWID;
CREATE TABLE segments(segment TEXT PRIMARY KEY, kind TEXT NOT NULL, label_fa TEXT NOT NULL, label_en TEXT NOT NULL, rule_fa TEXT NOT NULL, rule_en TEXT NOT NULL, n INTEGER NOT NULL, base INTEGER NOT NULL, sources INTEGER NOT NULL, rank INTEGER NOT NULL) STRICT, WITHOUT ROWID;

-- monitoring ----------------------------------------------------------------------------------------------
CREATE TABLE changes(change_id INTEGER PRIMARY KEY, run_id INTEGER NOT NULL, source_id INTEGER, kind TEXT NOT NULL, key TEXT NOT NULL, before TEXT, after TEXT, amount REAL, url TEXT, muted INTEGER NOT NULL DEFAULT 0, found_at INTEGER NOT NULL) STRICT;
CREATE INDEX changes_run ON changes(run_id);
CREATE TABLE alerts(rule TEXT NOT NULL, key TEXT NOT NULL, fired_at INTEGER NOT NULL, run_id INTEGER NOT NULL, PRIMARY KEY(rule, key)) STRICT, WITHOUT ROWID;
